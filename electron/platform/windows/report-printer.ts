import { BrowserWindow, session } from 'electron';
import type { Session } from 'electron';
import { closeNetwork } from './close-network';
import { REPORT_SCHEME } from './report-scheme';
import { inBackground } from '../../lib/in-background';

const { scheme: SCHEME } = REPORT_SCHEME;
/** Documents being printed, by address. */
const documents = new Map<string, readonly string[]>();

/**
 * Prints a document to PDF in a hidden window: sandboxed, without scripts, preload and network, in
 * an in-memory session that serves only the document.
 *
 * @param html the document in pieces
 * @param footer left and right text at the foot of each page, beside the page number
 * @returns null when the page could not be loaded or printed
 */
export async function printReport(
  html: readonly string[],
  footer: { left: string; right: string },
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  signal.throwIfAborted();
  const address = `${SCHEME}://document/${crypto.randomUUID()}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printingSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      javascript: false,
      spellcheck: false,
      devTools: false,
      // Offscreen, so that it prints without a display.
      offscreen: true,
    },
  });
  const stop = () => {
    window.destroy();
  };
  signal.addEventListener('abort', stop);
  try {
    documents.set(address, html);
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footerHtml(footer),
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } catch {
    return null;
  } finally {
    signal.removeEventListener('abort', stop);
    if (!window.isDestroyed()) window.destroy();
    documents.delete(address);
  }
}

let printing: Session | null = null;

/** Shared, because Electron never frees a session. */
function printingSession(): Session {
  if (printing) return printing;
  printing = session.fromPartition('report', { cache: false });
  printing.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  printing.setPermissionCheckHandler(() => false);
  inBackground('closing the network', closeNetwork(printing));
  printing.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !documents.has(url) && !url.startsWith('data:') });
  });
  printing.protocol.handle(SCHEME, ({ url }) => documentOf(documents.get(url) ?? []));
  return printing;
}

function documentOf(html: readonly string[]): Response {
  const pieces = html[Symbol.iterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  });
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** Chromium renders the footer without the document's styles. */
const footerHtml = ({ left, right }: { left: string; right: string }): string =>
  `<div style="width:100%;margin:0 13mm;display:flex;justify-content:space-between;gap:24px;font-family:'Inter','Noto Sans','Liberation Sans',sans-serif;font-size:9.5px;color:#5b6472"><span dir="auto" style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis">${escaped(left)}</span><span style="white-space:nowrap">${escaped(right)} · <span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
