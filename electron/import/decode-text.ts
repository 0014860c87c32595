import type { Read } from './refusal';
import { refuse } from './refusal';

const LINE_FEED = 0x0a;

/** The text of a file, which must be UTF-8; a byte order mark at its beginning is taken away. */
export function decodeText(bytes: Buffer): Read<string> {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return refuse('utf-16', 1);
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    // Every second byte of Latin letters in UTF-16 is zero, with or without a mark.
    const isUtf16 = zero < 2 && bytes.length % 2 === 0;
    return refuse(isUtf16 ? 'utf-16' : 'binary', lineAt(bytes, zero));
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? refuse('empty') : { ok: true, value: text };
  } catch {
    return refuse('not-utf-8', lineAt(bytes, firstBadByte(bytes)));
  }
}

const startsWith = (bytes: Buffer, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  let at = bytes.indexOf(LINE_FEED);
  for (; at !== -1 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1;
  return line;
}

/** Halves the search: what is before the first bad byte decodes, cut within a character or not. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
