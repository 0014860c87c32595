import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HandedOver } from './second-start-message';
import { handedOver } from './second-start-message';

/** A request from outside to show something: a link, or a file to import. */
export type OpenRequest =
  | { kind: 'key'; id: string }
  | { kind: 'page'; page: string }
  | { kind: 'file'; path: string };

const SCHEME = 'ownchat-keys:';
const FILE_ENDINGS = new Set([
  '.ownchat-vault',
  '.csv',
  '.tsv',
  '.txt',
  '.json',
  '.ndjson',
  '.jsonl',
  '.xlsx',
]);
const LONGEST = 4096;

/** A UUIDv7. */
const KEY_ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
/** The window checks whether the page exists. */
const PAGE_NAME = /^[a-z]{1,20}(-[a-z]{1,20}){0,3}$/;
const MOST = 50;

/** The message of a second start to the running app. Paths are already absolute. */
export const handOver = (open: readonly OpenRequest[]): HandedOver =>
  handedOver({ kind: 'window', open: open.slice(0, MOST) });

/**
 * Parses one argument, link or dropped file. Links may come from web pages: they can only show what
 * they name, and a link that is not exactly of a known form is rejected.
 *
 * @param text a link `ownchat-keys://key/ID`, also written `keys/ID`, or `ownchat-keys://page/NAME`, a `file:` URL, or a
 * path
 * @param directory absolute; base of a relative path
 * @returns null for anything else
 */
export function openRequestFrom(text: string, directory: string): OpenRequest | null {
  if (text === '' || text.length > LONGEST || text.startsWith('-')) return null;
  if (hasControls(text)) return null;
  if (text.toLowerCase().startsWith(SCHEME)) return linkFrom(text);
  const path = text.startsWith('file:') ? pathOf(text) : resolve(directory, text);
  if (path === null || hasControls(path) || !FILE_ENDINGS.has(extname(path).toLowerCase()))
    return null;
  return { kind: 'file', path };
}

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);

function linkFrom(text: string): OpenRequest | null {
  const match = /^ownchat-keys:\/\/(keys?|page)\/([^/?#@:%\\]+)\/?$/i.exec(text);
  const [, kind = '', value = ''] = match ?? [];
  if (kind.toLowerCase() !== 'page' && KEY_ID.test(value)) {
    return { kind: 'key', id: value.toLowerCase() };
  }
  if (kind.toLowerCase() === 'page' && PAGE_NAME.test(value)) {
    return { kind: 'page', page: value };
  }
  return null;
}

function pathOf(address: string): string | null {
  try {
    const url = new URL(address);
    // A file on another host was not dropped here.
    return url.host === '' || url.host === 'localhost'
      ? fileURLToPath(`file://${url.pathname}`)
      : null;
  } catch {
    return null;
  }
}
