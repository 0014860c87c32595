import { firstOf } from '../../shared/first-of';
import type { StoredKey } from './activity';

const END_OF_LINE = ',\n';
const CREATED_AT = '"createdAt":"';

/** A key as it stands in its line of a text. */
class UnreadKey {
  readonly createdAt: string;
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;
  #key: StoredKey | null = null;

  constructor(text: string, from: number, to: number) {
    this.#text = text;
    this.#from = from;
    this.#to = to;
    // In a name this would be escaped: it is the property, of which a key has one.
    const at = text.indexOf(CREATED_AT, from) + CREATED_AT.length;
    this.createdAt = text.slice(at, text.indexOf('"', at));
  }

  get key(): StoredKey {
    this.#key ??= parsed(this.#text.slice(this.#from, this.#to))[0]!;
    return this.#key;
  }
}

function* keysIn(text: string): Generator<UnreadKey> {
  for (let from = 0; from < text.length;) {
    const next = text.indexOf(END_OF_LINE, from);
    const to = next === -1 ? text.length : next;
    yield new UnreadKey(text, from, to);
    from = to + END_OF_LINE.length;
  }
}

/**
 * Keys as they stand in an opened snapshot, each in a line of JSON, before anybody has asked for all of them: to parse a
 * hundred thousand takes longer than all else at the start, of which the first picture shows a few.
 */
export class UnreadKeys {
  /** some lines each, a comma at the end of each line but the last */
  readonly #texts: string[] = [];

  add(lines: string): void {
    this.#texts.push(lines);
  }

  /** @returns as many of the keys that were created last, and how many there are */
  newest(count: number): { keys: StoredKey[]; total: number } {
    let total = 0;
    function* each(texts: readonly string[]): Generator<UnreadKey> {
      for (const text of texts) {
        for (const key of keysIn(text)) {
          total += 1;
          yield key;
        }
      }
    }
    const newest = firstOf(each(this.#texts), count, byAge);
    return { keys: newest.map(({ key }) => key), total };
  }

  /** All of them, in their order. */
  *read(): Generator<StoredKey> {
    for (const text of this.#texts) yield* parsed(text);
  }
}

/** Newest first; of the same instant, the greater id first: as the page orders them. */
function byAge(a: UnreadKey, b: UnreadKey): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.key.record.id < b.key.record.id ? 1 : -1;
}

/** @throws when it is no JSON, which what this app has sealed always is */
function parsed(lines: string): StoredKey[] {
  try {
    return JSON.parse(`[${lines}]`) as StoredKey[];
  } catch {
    // Its own message would quote what is sealed.
    throw new Error('a line of a sealed snapshot is no JSON');
  }
}
