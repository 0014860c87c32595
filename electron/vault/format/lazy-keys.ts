import type { StoredKey } from './events';
import { FORMAT_VERSION, migrateKey } from './migrations';

const END_OF_LINE = ',\n';
const ID = '"id":"';
const CREATED_AT = '"createdAt":"';

/**
 * The value of a property in a line of JSON. Quotes inside strings are escaped, so the match is the
 * property itself, of which a key has one.
 */
function valueIn(text: string, property: string, from: number): string {
  const at = text.indexOf(property, from) + property.length;
  return text.slice(at, text.indexOf('"', at));
}

/** A key in its line of text, not yet parsed. */
class UnreadKey {
  readonly createdAt: string;
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;

  constructor(createdAt: string, text: string, from: number, to: number) {
    this.createdAt = createdAt;
    this.#text = text;
    this.#from = from;
    this.#to = to;
  }

  get id(): string {
    return valueIn(this.#text, ID, this.#from);
  }

  get line(): string {
    return this.#text.slice(this.#from, this.#to);
  }
}

/**
 * The keys of an opened snapshot, each a line of JSON, parsed on demand: parsing a hundred thousand
 * takes longer than the rest of the start, and the first screen shows only a few.
 */
export class LazyKeys {
  /** several lines each; every line but the last ends with a comma */
  readonly #texts: string[] = [];
  readonly #version: number;

  /** @param version of the snapshot; keys of an older one are migrated when they are parsed */
  constructor(version: number = FORMAT_VERSION) {
    this.#version = version;
  }

  add(lines: string): void {
    this.#texts.push(lines);
  }

  /** @returns the `count` keys created last, and how many there are */
  newest(count: number): { keys: StoredKey[]; total: number } {
    let total = 0;
    let newest: UnreadKey[] = [];
    let last: UnreadKey | undefined;
    // Keys are nearly in order of creation. Reading from the last text on, most are older than
    // those already found.
    for (const text of this.#texts.toReversed()) {
      for (let from = 0; from < text.length; total += 1) {
        // Searching for one character is much faster than for two.
        const next = text.indexOf('\n', from);
        const to = next === -1 ? text.length : next - 1;
        const createdAt = valueIn(text, CREATED_AT, from);
        if (last === undefined || createdAt >= last.createdAt) {
          const key = new UnreadKey(createdAt, text, from, to);
          if (last === undefined || byAge(key, last) < 0) newest.push(key);
        }
        from = to + END_OF_LINE.length;
      }
      newest = newest.toSorted(byAge).slice(0, count);
      if (newest.length === count) last = newest.at(-1);
    }
    return { keys: newest.flatMap(({ line }) => parsed(line, this.#version)), total };
  }

  /**
   * Parses the next keys in order, for a millisecond or two. @returns null when there are no more
   */
  next(): StoredKey[] | null {
    const [text] = this.#texts;
    if (text === undefined) return null;
    const keys = parsed(text, this.#version);
    // Removed only after parsing succeeded: a text that cannot be parsed must fail every reader, or
    // the next snapshot would lose its keys.
    this.#texts.shift();
    return keys;
  }
}

/** Newest first, and by id within the same instant: the order of the page. */
function byAge(a: UnreadKey, b: UnreadKey): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

const isText = (value: unknown): boolean => typeof value === 'string';

/**
 * Checks the fields that reading relies on. Sealed content is not validated in full at each start.
 */
export const isKey = (key: StoredKey | null): boolean =>
  isText(key?.record?.id) && areTexts(key?.record.scopes) && areTexts(key?.record.allowedIps);

const areTexts = (list: unknown): boolean => Array.isArray(list) && list.every(isText);

/** @throws when a line is not a key, which this app never writes */
function parsed(lines: string, version: number): StoredKey[] {
  try {
    const keys = JSON.parse(`[${lines}]`) as StoredKey[];
    if (keys.every(isKey)) {
      if (version === FORMAT_VERSION) return keys;
      return keys.map((key) => migrateKey(key, version) as StoredKey);
    }
  } catch {
    // The parser's error would quote the plaintext.
  }
  throw new Error('a line of a sealed snapshot is no key');
}
