import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { EMPTY_PAGE } from './renew-page';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Only the app's own files, and Emotion's styles by nonce; no network. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/**
 * Answers `app://` requests from one directory: for `protocol.handle`.
 *
 * @param root absolute path of the built page; nothing outside it is ever read
 */
export function appProtocolHandler(
  root: string,
): (request: Pick<Request, 'url' | 'method'>) => Response {
  return (request) => {
    const url = new URL(request.url);
    if (url.href === EMPTY_PAGE) return emptyPage();
    const path = fileFor(root, url);
    const type = path === null ? undefined : TYPES[extname(path)];
    if (request.method !== 'GET' || path === null || type === undefined) return notFound();
    let bytes: Buffer<ArrayBuffer>;
    try {
      // Synchronous: an asynchronous read would wait for the event loop, which opening the vault keeps busy.
      bytes = readFileSync(path);
    } catch {
      return notFound();
    }
    if (!type.startsWith('text/html')) return respond(bytes, { 'Content-Type': type });
    const nonce = randomBytes(16).toString('base64');
    const html = bytes.toString('utf8');
    return respond(html.replaceAll(NONCE_PLACEHOLDER, nonce), {
      'Content-Type': type,
      Link: linksOf(html),
      'Content-Security-Policy': contentSecurityPolicy(nonce),
    });
  };
}

const AS: Record<string, string> = { '.js': 'script', '.woff2': 'font' };

/**
 * The scripts and fonts that a page names, as a header: Chromium asks for those before it runs the preload script, which
 * waits for the main process. It asks for the style sheet when that has run.
 */
function linksOf(html: string): string {
  const links = [...html.matchAll(/ (?:href|src)="([^"]+)"/g)].flatMap(([, path = '']) => {
    const as = AS[extname(path)];
    return as ? [`<${path}>; rel=preload; as=${as}; crossorigin`] : [];
  });
  return links.join(', ');
}

function fileFor(root: string, url: URL): string | null {
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (url.host !== 'ownchat' || path.includes('\0')) return null;
  const file = normalize(join(root, path === '/' ? 'index.html' : path));
  return file.startsWith(root + sep) ? file : null;
}

const respond = (
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string>,
  status = 200,
): Response =>
  new Response(body, {
    status,
    headers: {
      ...headers,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  });

const notFound = (): Response => respond('not found', { 'Content-Type': 'text/plain' }, 404);

/** A page without content, into which no content can be loaded. */
const emptyPage = (): Response =>
  respond('<!doctype html>', {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
  });
