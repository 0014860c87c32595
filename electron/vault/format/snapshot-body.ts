import { isAscii } from 'node:buffer';
import type { StoredKey } from './events';
import type { LazyKeys } from './lazy-keys';
import type { VaultBody } from './snapshot-schema';

const LINE_FEED = 0x0a;

/**
 * The body of a vault as JSON with one key on each line. JSON text has no other line feeds, so it
 * can be read line by line as well as parsed at once.
 */
export function writeBody({ keys, ...rest }: VaultBody): string {
  const frame = JSON.stringify({ ...rest, keys: [] });
  const lines = keys.map((key) => JSON.stringify(key)).join(',\n');
  return escaped(`${frame.slice(0, -2)}\n${lines}\n]}`);
}

/**
 * Escapes to ASCII: V8 parses it in two thirds of the time. Otherwise every masked secret holds a
 * non-ASCII character.
 */
const escaped = (json: string): string =>
  json.replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Reads the body from pieces: parses the lines of each piece before the next one arrives. */
export class BodyReader {
  /** the first line, which opens the list of keys */
  #head: string | null = null;
  readonly #keys: StoredKey[] = [];
  readonly #unread: LazyKeys | null;
  /** bytes since the last line feed */
  #rest: Buffer[] = [];

  /** @param unread collects the lines of the keys without parsing them */
  constructor(unread: LazyKeys | null = null) {
    this.#unread = unread;
  }

  /** @throws SyntaxError when a line is not JSON */
  add(piece: Buffer): void {
    const end = piece.lastIndexOf(LINE_FEED);
    if (end === -1) {
      this.#rest.push(Buffer.from(piece));
      return;
    }
    const lines = this.#takeRest(piece.subarray(0, end));
    this.#rest = [Buffer.from(piece.subarray(end + 1))];
    if (this.#head !== null) return this.#parse(lines);
    const headEnd = lines.indexOf('\n');
    this.#head = headEnd === -1 ? lines : lines.slice(0, headEnd);
    if (headEnd !== -1) this.#parse(lines.slice(headEnd + 1));
  }

  /**
   * @returns the parsed body
   * @throws SyntaxError when it is not JSON
   */
  end(): unknown {
    const rest = this.#takeRest(Buffer.alloc(0));
    if (this.#head === null) return JSON.parse(rest);
    const frame = JSON.parse(`${this.#head}${rest}`) as object;
    return { ...frame, keys: this.#keys };
  }

  #takeRest(more: Buffer): string {
    const bytes = Buffer.concat([...this.#rest, more]);
    const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
    for (const part of [...this.#rest, bytes]) part.fill(0);
    this.#rest = [];
    return text;
  }

  #parse(lines: string): void {
    const list = lines.endsWith(',') ? lines.slice(0, -1) : lines;
    if (this.#unread) this.#unread.add(list);
    else for (const key of JSON.parse(`[${list}]`) as StoredKey[]) this.#keys.push(key);
  }
}
