import type { Encoding } from '../../../shared/transfer/transfer';
import type { ReadResult } from '../refusal';
import { refuse } from '../refusal';

const LINE_FEED = 0x0a;

/**
 * The characters of 0x80 to 0x9f in Windows-1252; the rest is Latin-1. Not every runtime's decoder
 * knows them.
 */
const UPPER_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

/**
 * Decodes a file and drops its byte order mark.
 *
 * @param wanted the chosen encoding; detected when absent: by byte order mark, by the zero bytes of
 * Latin text in UTF-16, and otherwise Windows-1252 for what is not UTF-8
 */
export function decodeText(bytes: Buffer, wanted?: Encoding): ReadResult<DecodedText> {
  const encoding = wanted ?? encodingOf(bytes);
  if (encoding === null) return refuse('binary', lineAt(bytes, bytes.indexOf(0)));
  const decoded = decodeAs(bytes, encoding);
  if (!decoded.ok) return decoded;
  const text = withoutEnd(decoded.value.replace(/^\uFEFF/, ''));
  const zero = text.indexOf('\0');
  if (zero !== -1) return refuse(wanted ? 'wrong-encoding' : 'binary', lineOf(text, zero));
  return text.trim() === '' ? refuse('empty') : { ok: true, value: { text, encoding } };
}

/** DOS ends a text with U+001A. */
function withoutEnd(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith('\u001a') ? trimmed.slice(0, -1) : text;
}

function encodingOf(bytes: Buffer): Encoding | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  if (bytes.includes(0)) return utf16Without(bytes);
  return decodeAs(bytes, 'utf-8').ok ? 'utf-8' : 'windows-1252';
}

const startsWith = (bytes: Buffer, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/**
 * UTF-16 without a byte order mark: line ends, separators and Latin letters have a zero byte,
 * always on the same side.
 */
function utf16Without(bytes: Buffer): Encoding | null {
  if (bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [before = 0, after = 0] = zeros;
  if (before > 0 && after > 0) return null;
  const encoding = after > 0 ? 'utf-16le' : 'utf-16be';
  const decoded = decodeAs(bytes, encoding);
  // A wrong guess produces characters that no table contains.
  return decoded.ok && !/[^\P{Cc}\t\r\n]|[\p{Cn}\p{Co}]/u.test(decoded.value) ? encoding : null;
}

function decodeAs(bytes: Buffer, encoding: Encoding): ReadResult<string> {
  if (encoding === 'windows-1252') return { ok: true, value: windows1252(bytes) };
  try {
    return { ok: true, value: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return refuse('wrong-encoding', lineAt(bytes, firstBadByte(bytes, encoding)));
  }
}

const windows1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (sign) => UPPER_1252[sign.charCodeAt(0) - 0x80] ?? sign);

/** The line of a byte, counted from 1, in ASCII-compatible encodings. */
function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  let at = bytes.indexOf(LINE_FEED);
  for (; at !== -1 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1;
  return line;
}

const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split(/\r\n|\r|\n/).length;

/**
 * Binary search: everything before the first bad byte decodes, even when cut within a character.
 */
function firstBadByte(bytes: Buffer, encoding: Encoding): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, middle), {
        stream: true,
      });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
