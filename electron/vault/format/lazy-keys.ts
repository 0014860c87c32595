import { CommonTexts } from '../../../shared/lib/common-texts';
import type { StoredKey } from './events';

const END_OF_LINE = ',\n';
const ID = '"id":"';
const CREATED_AT = '"createdAt":"';

/** The value of a property in a line. In a name the quotes would be escaped: it is the property, of which a key has one. */
function valueIn(text: string, property: string, from: number): string {
  const at = text.indexOf(property, from) + property.length;
  return text.slice(at, text.indexOf('"', at));
}

/** A key as it stands in its line of a text. */
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

  get key(): StoredKey {
    return parsed(this.#text.slice(this.#from, this.#to))[0]!;
  }
}

/**
 * Keys as they stand in an opened snapshot, each in a line of JSON, before anybody has asked for all of them: to parse a
 * hundred thousand takes longer than all else at the start, of which the first picture shows a few.
 */
export class LazyKeys {
  /** some lines each, a comma at the end of each line but the last */
  readonly #texts: string[] = [];
  readonly #common = new CommonTexts();

  add(lines: string): void {
    this.#texts.push(lines);
  }

  /** @returns as many of the keys that were created last, and how many there are */
  newest(count: number): { keys: StoredKey[]; total: number } {
    let total = 0;
    let newest: UnreadKey[] = [];
    let last: UnreadKey | undefined;
    // Nearly all stand in the order in which they were created: from the last text on, most are older at a glance.
    for (const text of this.#texts.toReversed()) {
      for (let from = 0; from < text.length; total += 1) {
        // The one character is found much faster than the two.
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
    return { keys: newest.map(({ key }) => key), total };
  }

  /** Takes the next ones, in their order: a millisecond's worth or two. @returns null when there are no more */
  next(): StoredKey[] | null {
    const [text] = this.#texts;
    if (text === undefined) return null;
    const keys = parsed(text);
    for (const { record } of keys) this.#common.shareIn(record);
    // What could not be read stays, and everybody who asks fails: nobody is to go on, or to write, without it.
    this.#texts.shift();
    return keys;
  }
}

/** Newest first; of the same instant, the greater id first: as the page orders them. */
function byAge(a: UnreadKey, b: UnreadKey): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** As far as reading goes: what we have sealed is not checked whole at each start. */
export const isKey = (key: StoredKey | null): boolean =>
  isText(key?.record?.id) && areTexts(key?.record.scopes) && areTexts(key?.record.allowedIps);

const areTexts = (list: unknown): boolean => Array.isArray(list) && list.every(isText);

/** @throws when a line is no key, which in what this app has sealed it always is */
function parsed(lines: string): StoredKey[] {
  try {
    const keys = JSON.parse(`[${lines}]`) as StoredKey[];
    if (keys.every(isKey)) return keys;
  } catch {
    // Its own message would quote what is sealed.
  }
  throw new Error('a line of a sealed snapshot is no key');
}
