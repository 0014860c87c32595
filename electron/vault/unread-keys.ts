import { CommonTexts } from '../../shared/common-texts';
import { firstOf } from '../../shared/first-of';
import type { StoredKey } from './activity';

const END_OF_LINE = ',\n';
const ID = '"id":"';
const CREATED_AT = '"createdAt":"';

/** A key as it stands in its line of a text. */
class UnreadKey {
  readonly createdAt: string;
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;

  constructor(text: string, from: number, to: number) {
    this.#text = text;
    this.#from = from;
    this.#to = to;
    this.createdAt = this.#valueOf(CREATED_AT);
  }

  get id(): string {
    return this.#valueOf(ID);
  }

  /** In a name the quotes would be escaped: it is the property, of which a key has one. */
  #valueOf(property: string): string {
    const at = this.#text.indexOf(property, this.#from) + property.length;
    return this.#text.slice(at, this.#text.indexOf('"', at));
  }

  get key(): StoredKey {
    return parsed(this.#text.slice(this.#from, this.#to))[0]!;
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
  readonly #common = new CommonTexts();

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
const isKey = ({ record }: StoredKey): boolean =>
  isText(record.id) && record.scopes.every(isText) && record.allowedIps.every(isText);

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
