/** Byte order marks and their encodings. */
const MARKS = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const;

/** Line ends of Windows, Unix and old Macs. */
const LINE_ENDS = /\r\n|\n|\r/;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

const markOf = (bytes: Buffer) =>
  MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte)) ?? null;

/**
 * The first line of a text in UTF-8, or in UTF-16 with a byte order mark, as Windows writes it.
 *
 * @returns `utf-16` for what looks like UTF-16 without a mark; `not-utf-8` for any other invalid
 * text
 */
export function firstLineOf(bytes: Buffer): { text: string } | { problem: 'utf-16' | 'not-utf-8' } {
  const encoding = markOf(bytes)?.encoding ?? 'utf-8';
  // A passphrase has no zero byte; in UTF-16 every second byte of Latin text is one.
  if (encoding === 'utf-8' && bytes.includes(0)) return { problem: 'utf-16' };
  const end = lineEndIn(bytes);
  try {
    // The bytes after the first line may end within a character.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, end));
    return { text: text.split(LINE_ENDS, 1)[0] ?? '' };
  } catch {
    return { problem: 'not-utf-8' };
  }
}

/** Whether the text holds a complete first line. */
export const hasLineEnd = (bytes: Buffer): boolean => lineEndIn(bytes) < bytes.length;

/**
 * @returns the end of the first line, in bytes from the start; the end of the bytes when it is
 * incomplete
 */
function lineEndIn(bytes: Buffer): number {
  const encoding = markOf(bytes)?.encoding ?? 'utf-8';
  const width = encoding === 'utf-8' ? 1 : 2;
  for (let at = 0; at + width <= bytes.length; at += width) {
    const unit =
      width === 1
        ? bytes[at]
        : encoding === 'utf-16le'
          ? bytes.readUInt16LE(at)
          : bytes.readUInt16BE(at);
    if (unit === LINE_FEED || unit === CARRIAGE_RETURN) return at;
  }
  return bytes.length;
}
