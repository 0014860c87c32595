import type { Environment } from '../../../shared/keys/api-key';
import { isAbsent, plainWord, unbracketed } from './cell-text';

// The words of the interface and of reports, and what spreadsheets write for true and false in the languages they have.

const ON = ['active', 'enabled', 'activated', 'on', 'valid', 'live'];
const OFF = ['inactive', 'inactive (disabled)', 'disabled', 'deactivated', 'off', 'revoked'].concat(
  ['suspended', 'blocked', 'invalid', 'deleted', 'compromised'],
);
const YES = ['true', 'yes', 'y', 't', '1', '1.0', 'x', '✓', '✔', '☑'].concat([
  'wahr',
  'ja',
  'vrai',
  'oui',
  'verdadero',
  'sí',
  'si',
  'vero',
  'verdadeiro',
  'sim',
  'waar',
  'sant',
  'sand',
  'tosi',
  'prawda',
  'tak',
  'истина',
  'да',
  'doğru',
  'evet',
]);
const NO = ['false', 'no', 'n', 'f', '0', '0.0', '✗', '✘', '☐'].concat([
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'não',
  'onwaar',
  'nee',
  'falskt',
  'falsk',
  'usann',
  'epätosi',
  'fałsz',
  'nie',
  'ложь',
  'нет',
  'yanlış',
  'hayır',
]);
const STATES = new Map([
  ...ON.map((word) => [word, true] as const),
  ...OFF.map((word) => [word, false] as const),
]);
const FLAGS = new Map([
  ...YES.map((word) => [word, true] as const),
  ...NO.map((word) => [word, false] as const),
]);

/** A column that says when a key does not work. */
const INVERTED = /^(is )?(disabled|inactive|revoked|blocked|suspended|deactivated)$/;

/**
 * Whether a key is enabled.
 *
 * @param column its name in plain words: `true` in a column called "disabled" means that the key is not enabled
 * @returns `expired` where only the word for that stands there; null when it is no word for any of them
 */
export function enabledIn(text: string, column: string): boolean | 'expired' | null {
  const word = plainWord(text);
  if (isExpired(word)) return 'expired';
  const state = STATES.get(word);
  if (state !== undefined) return state;
  const flag = FLAGS.get(word);
  if (flag === undefined) return null;
  return INVERTED.test(column) ? !flag : flag;
}

/** Whether a status is that of a key whose expiration has passed. */
export const isExpired = (text: string): boolean =>
  ['expired', 'inactive (expired)'].includes(plainWord(text));

/** Columns that say something of the status of a key, by their names in plain words. */
export const STATUS_COLUMN =
  /^((is )?(enabled|active|disabled|inactive|revoked|blocked|suspended|deactivated)|(key )?(status|state))$/;

/** Columns that say since when a key does not work. */
const SINCE = /^(disabled|revoked|blocked|suspended|deactivated|deleted) (at|on|date|since|time)$/;

/**
 * Whether any column of the row disables the key. It outweighs a column that enables it.
 *
 * @param hasStatus whether the status is asked for at all, and not only since when a key does not work
 */
export function isOffIn(text: string, column: string, hasStatus: boolean): boolean {
  if (SINCE.test(column)) return !isAbsent(text) && FLAGS.get(plainWord(text)) !== false;
  return hasStatus && STATUS_COLUMN.test(column) && enabledIn(text, column) === false;
}

const ENVIRONMENTS = new Map<string, Environment>([
  ['live', 'live'],
  ['production', 'live'],
  ['prod', 'live'],
  ['test', 'test'],
  ['testing', 'test'],
  ['sandbox', 'test'],
]);

export const environmentIn = (text: string): Environment | null =>
  ENVIRONMENTS.get(plainWord(text)) ?? null;

const ANYWHERE = new Set(
  ['any', 'anywhere', 'from anywhere', 'everywhere', 'all', '*'].concat([
    'any address',
    'all addresses',
    'unlimited',
    'unrestricted',
  ]),
);

/** Whether a word says that every address is allowed. */
export const isAnywhere = (text: string): boolean => ANYWHERE.has(plainWord(text));

/** Address ranges as they stand in a cell; none when a word says that every address is allowed. */
export function addressesIn(text: string): string[] {
  if (isAnywhere(text)) return [];
  return unbracketed(text)
    .split(/[\s,;|]+/)
    .map((item) => plainWord(item))
    .filter((item) => item !== '');
}
