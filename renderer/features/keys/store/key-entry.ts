import type { ApiKey } from '../../../../shared/keys/api-key';
import { searchedOf } from '../../../../shared/keys/key-filter';

/** A key with its search and sort values, computed once and not at every keystroke. */
export interface KeyEntry {
  readonly key: Readonly<ApiKey>;
  /** the searchable text except the scopes: folded, one field a line */
  readonly searchText: string;
  /** the searchable text of the scopes, also their sort value: folded, one a line */
  readonly scopeText: string;
  /**
   * sort value of the name: compared as plain strings, it ignores case and accents and compares
   * numbers by value
   */
  readonly nameOrder: string;
  /** milliseconds since the epoch; infinity for a key without expiry, 0 for one never used */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

const LATIN_MARKS = /[\u0300-\u036f]/g;
const NUMBERS = /\d+/g;
const PLAIN = /^[a-z !-/:-@[-`{-~]*$/;

/**
 * Makes numbers compare by value as text: short ones are padded to six digits, longer ones sort
 * after them and are prefixed with their length.
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
