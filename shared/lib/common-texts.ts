import type { ApiKey } from '../keys/api-key';

type Shareable = Pick<
  ApiKey,
  'integration' | 'environment' | 'createdBy' | 'createdAt' | 'updatedAt' | 'scopes' | 'allowedIps'
>;

/**
 * Keeps what many API keys have in common once. Parsing makes every text and every list anew, which for a large vault is
 * megabytes, in the main process and in the page.
 */
export class CommonTexts {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();

  /** @returns the text as it was first met */
  first<T extends string>(text: T): T {
    const known = this.#texts.get(text);
    if (known !== undefined) return known as T;
    this.#texts.set(text, text);
    return text;
  }

  /** Puts what was met first into a key that has just been parsed. */
  shareIn(key: Shareable): void {
    key.integration = this.first(key.integration);
    key.environment = this.first(key.environment);
    key.createdBy = this.first(key.createdBy);
    // Few keys are ever changed.
    if (key.updatedAt === key.createdAt) key.updatedAt = key.createdAt;
    key.scopes = this.#firstList(key.scopes);
    key.allowedIps = this.#firstList(key.allowedIps);
  }

  #firstList(list: string[]): string[] {
    const name = list.join('\n');
    const known = this.#lists.get(name);
    if (known && isSame(known, list)) return known;
    for (let index = 0; index < list.length; index += 1) list[index] = this.first(list[index]!);
    // It is the list of many keys: who changes it for one is to fail, not to change the others.
    Object.freeze(list);
    this.#lists.set(name, list);
    return list;
  }
}

/** What is joined from other texts can look the same. */
const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);
