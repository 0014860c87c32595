import type { ApiKey } from '../../../../shared/keys/api-key';
import { searchedOf } from '../../../../shared/keys/key-filter';

/** A key with what searching and sorting need of it, computed once and not with every key stroke. */
export interface KeyEntry {
  readonly key: Readonly<ApiKey>;
  /** what is searched but the scopes, folded, one field a line */
  readonly searchText: string;
  /** what is searched of the scopes, and what they are sorted by: folded, one a line */
  readonly scopeText: string;
  /** sorts by plain comparison as a person would sort names: no case, no accents, numbers by value */
  readonly nameOrder: string;
  /** milliseconds since the epoch; infinity for a key without an end, 0 for one never used */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

const LATIN_MARKS = /[\u0300-\u036f]/g;
const NUMBERS = /\d+/g;
const PLAIN = /^[a-z !-/:-@[-`{-~]*$/;

/**
 * Numbers compare by value as text: short ones are filled up to six digits, longer ones come after those and begin
 * with how long they are.
 */
function numberOrder(digits: string): string {
  const value = digits.replace(/^0+/, '');
  return value.length <= 6
    ? value.padStart(6, '0')
    : `:${String.fromCharCode(0x100 + value.length)}${value}`;
}

/** `Zoë 2` → `zoe 000002`. Comparing such strings costs a tenth of `Intl.Collator`. */
export function orderOf(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(LATIN_MARKS, '').replace(NUMBERS, numberOrder);
}

/**
 * Computes an entry; about two microseconds. The entry and its key never change. Outside the built app they are frozen
 * as well, so that a change is an error where it is made; in the built app that would cost each start some milliseconds.
 */
export function entryOf(key: ApiKey): KeyEntry {
  const { searchText, scopeText } = searchedOf(key);
  const entry: KeyEntry = {
    key,
    searchText,
    scopeText,
    nameOrder: orderOf(key.name),
    createdAt: Date.parse(key.createdAt),
    lastUsedAt: key.lastUsedAt === null ? 0 : Date.parse(key.lastUsedAt),
    expiresAt: key.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt),
  };
  if (import.meta.env.DEV) {
    for (const part of [entry, key, key.scopes, key.allowedIps]) Object.freeze(part);
  }
  return entry;
}
