import type { KeyEntry } from './key-entry';

/** Keys in one text: a text with a character beyond Latin-1 takes twice the memory. */
const CHUNK = 1_024;
/** Between two keys. No folded text and no search word has it, so that no word is found across keys. */
const END = '\u0000';

interface Chunk {
  text: string;
  /** where the text of each key begins, and of one after the last */
  starts: Uint32Array;
}

/**
 * The searchable texts of keys in one order, joined to long texts. Searching a long text is several
 * times as fast as asking a hundred thousand objects for theirs (docs/performance.md).
 */
export class SearchText {
  readonly #entries: readonly KeyEntry[];
  readonly #chunks: Chunk[] = [];

  constructor(entries: readonly KeyEntry[]) {
    this.#entries = entries;
    for (let from = 0; from < entries.length; from += CHUNK) {
      this.#chunks.push(chunkOf(entries.slice(from, from + CHUNK)));
    }
  }

  /** The entries that have a folded word somewhere, in their order. */
  find(word: string): KeyEntry[] {
    const found: KeyEntry[] = [];
    for (const [number, { text, starts }] of this.#chunks.entries()) {
      let place = 0;
      let at = text.indexOf(word);
      while (at >= 0) {
        while ((starts[place + 1] ?? Number.POSITIVE_INFINITY) <= at) place += 1;
        const entry = this.#entries[number * CHUNK + place];
        if (entry) found.push(entry);
        place += 1;
        const next = starts[place];
        at = next === undefined ? -1 : text.indexOf(word, next);
      }
    }
    return found;
  }
}

function chunkOf(entries: readonly KeyEntry[]): Chunk {
  const starts = new Uint32Array(entries.length + 1);
  const texts = entries.map(({ searchText, scopeText }) => `${searchText}\n${scopeText}${END}`);
  for (const [place, text] of texts.entries()) starts[place + 1] = starts[place]! + text.length;
  return { text: texts.join(''), starts };
}
