import type { Environment } from '../../../shared/keys/api-key';
import { isAbsent, plainWord, unbracketed } from './cell-text';

// Words of the interface and of reports, and the words of spreadsheets for true and false in their
// languages.

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

/** Names of columns whose true means "disabled". */
const INVERTED = /^(is )?(disabled|inactive|revoked|blocked|suspended|deactivated)$/;

/**
 * Whether a key is enabled.
 *
 * @param column its name in plain words: `true` in a column called "disabled" means not enabled
 * @returns `expired` when the text only says that; null when it is none of these words
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

/** Whether a status says that the key has expired. */
export const isExpired = (text: string): boolean =>
  ['expired', 'inactive (expired)'].includes(plainWord(text));

/** Names, in plain words, of columns about a key's status. */
export const STATUS_COLUMN =
  /^((is )?(enabled|active|disabled|inactive|revoked|blocked|suspended|deactivated)|(key )?(status|state))$/;

/** Names of columns with the time at which a key was disabled. */
const SINCE = /^(disabled|revoked|blocked|suspended|deactivated|deleted) (at|on|date|since|time)$/;

/**
 * Whether any column of the row disables the key. Disabling outweighs enabling.
 *
 * @param hasStatus whether status columns count, and not only columns with a time of disabling
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

/** Whether a word means that every address is allowed. */
export const isAnywhere = (text: string): boolean => ANYWHERE.has(plainWord(text));

/** The address ranges in a cell; none when a word allows every address. */
export function addressesIn(text: string): string[] {
  if (isAnywhere(text)) return [];
  return unbracketed(text)
    .split(/[\s,;|]+/)
    .map((item) => plainWord(item))
    .filter((item) => item !== '');
}
