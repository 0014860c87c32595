import type { ApiKeyChanges, NewApiKey } from './api-key';
import { canonicalIpRange } from './ip-range';
import { visibleForm, WHITESPACE, INVISIBLE } from './name-identity';
import {
  NAME_LENGTH,
  INTEGRATION_LENGTH,
  NOTE_LENGTH,
  MAX_ALLOWED_IPS,
  MAX_EXPIRY_YEARS,
  MAX_ROTATE_EVERY_DAYS,
  MAX_TAGS,
  OWNER_LENGTH,
  TAG_LENGTH,
} from './key-limits';
import { isKnownScope, normaliseScopes } from './scopes';
import { normaliseTags } from './tags';

/** A problem with one field of a key. Its text is in `shared/words`. */
export type FieldProblem =
  | { field: 'name'; problem: 'required' | 'too-long' | 'control-characters' | 'taken' }
  | { field: 'integration'; problem: 'too-long' | 'control-characters' }
  | { field: 'note'; problem: 'too-long' | 'control-characters' }
  | { field: 'owner'; problem: 'too-long' | 'control-characters' }
  | { field: 'tags'; problem: 'too-many' }
  | { field: 'tags'; problem: 'too-long' | 'control-characters'; value: string }
  | { field: 'rotateEvery'; problem: 'out-of-range' }
  | { field: 'scopes'; problem: 'required' | 'unknown' }
  | { field: 'expiresAt'; problem: 'not-a-date' | 'in-the-past' | 'too-far' }
  | { field: 'allowedIps'; problem: 'not-an-address' | 'too-many'; value?: string };

export type KeyField = FieldProblem['field'];

/** The context of the rules: the clock, and the names of the other keys. */
export interface RuleContext {
  /** milliseconds since the epoch */
  now: number;
  /** whether another existing key has this name, without regard to case */
  isNameTaken(name: string): boolean;
  /**
   * whether the name is being chosen now: then its visible form must be unambiguous. An existing
   * name of the vault or an endpoint is accepted as it is
   */
  isNameChosen?: boolean;
  /** scopes that are kept although this app does not know them, because the key already has them */
  keptScopes?: readonly string[];
}

/**
 * Validates and normalises the given fields. Dialogs use it while a person types, and the main
 * process before it stores anything.
 *
 * @returns the normalised fields, and at most one problem for each field, in the order of the form
 */
export function checkKeyFields<T extends Partial<NewApiKey> | ApiKeyChanges>(
  input: T,
  context: RuleContext,
): { fields: T; problems: FieldProblem[] } {
  const fields: Partial<NewApiKey> = { ...input };
  const found: (FieldProblem | null)[] = [];
  if (fields.name !== undefined) {
    fields.name = fields.name.trim().normalize('NFC');
    if (context.isNameChosen) fields.name = fields.name.replaceAll(WHITESPACE, ' ').trim();
    found.push(checkName(fields.name, context));
  }
  if (fields.integration !== undefined) {
    fields.integration = fields.integration.trim().normalize('NFC');
    const problem = checkLine(fields.integration, INTEGRATION_LENGTH);
    found.push(problem && { field: 'integration', problem });
  }
  if (fields.expiresAt !== undefined && fields.expiresAt !== null) {
    const problem = checkExpiry(fields.expiresAt, context.now);
    found.push(problem && { field: 'expiresAt', problem });
    if (!problem) fields.expiresAt = new Date(fields.expiresAt).toISOString();
  }
  if (fields.scopes !== undefined) {
    fields.scopes = normaliseScopes(fields.scopes);
    found.push(checkScopes(fields.scopes, context.keptScopes ?? []));
  }
  if (fields.allowedIps !== undefined) {
    const { ranges, problem } = checkAllowedIps(fields.allowedIps);
    fields.allowedIps = ranges;
    found.push(problem);
  }
  if (fields.note !== undefined) {
    fields.note = fields.note.replaceAll('\r\n', '\n').trim().normalize('NFC');
    const problem = checkText(fields.note, NOTE_LENGTH);
    found.push(problem && { field: 'note', problem });
  }
  if (fields.owner !== undefined) {
    fields.owner = fields.owner.trim().normalize('NFC');
    const problem = checkLine(fields.owner, OWNER_LENGTH);
    found.push(problem && { field: 'owner', problem });
  }
  if (fields.tags !== undefined) {
    fields.tags = normaliseTags(fields.tags);
    found.push(checkTags(fields.tags));
  }
  if (fields.rotateEvery !== undefined && fields.rotateEvery !== null) {
    const isInRange = fields.rotateEvery >= 1 && fields.rotateEvery <= MAX_ROTATE_EVERY_DAYS;
    const isDays = Number.isInteger(fields.rotateEvery) && isInRange;
    found.push(isDays ? null : { field: 'rotateEvery', problem: 'out-of-range' });
  }
  return { fields: fields as T, problems: found.filter((problem) => problem !== null) };
}

function checkName(name: string, context: RuleContext): FieldProblem | null {
  if (name === '') return { field: 'name', problem: 'required' };
  const problem = checkLine(name, NAME_LENGTH);
  if (problem) return { field: 'name', problem };
  if (context.isNameChosen && !isWhatItLooksLike(name)) {
    return { field: 'name', problem: 'control-characters' };
  }
  return context.isNameTaken(name) ? { field: 'name', problem: 'taken' } : null;
}

/** Scripts in which joiners and non-joiners choose the shape of a letter. */
const SHAPED = [
  'Arab',
  'Syrc',
  'Mand',
  'Nkoo',
  'Mong',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
]
  .concat(['Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Newa'])
  .map((script) => `\\p{scx=${script}}`)
  .join('');

/**
 * Positions at which an invisible character changes its neighbours: in emoji, and in letters with
 * contextual shapes.
 */
const SHAPING = new RegExp(
  [
    '(?<=[\\p{ExtPict}\\p{EMod}\\uFE0F])\\u200D(?=\\p{ExtPict})',
    '(?<=\\p{ExtPict})[\\uFE0E\\uFE0F]',
    '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\u{1F3F4})[\\u{E0020}-\\u{E007E}]+\\u{E007F}',
    `(?<=[${SHAPED}])[\\u200C\\u200D]`,
    '(?<=\\p{sc=Mong})[\\u180B-\\u180F]',
    '(?<=\\p{sc=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
  ].join('|'),
  'gu',
);

const SEEN = /[^\p{M}\p{Z}\p{Cc}\p{Cf}\p{Cs}]/u;

/** Whether every character of a name is visible or changes a visible one. */
const isWhatItLooksLike = (name: string): boolean =>
  name.replaceAll(SHAPING, '').search(INVISIBLE) === -1 && SEEN.test(visibleForm(name));

/**
 * C0 and C1 control characters, line and paragraph separators, and lone surrogates, which a name
 * must not have.
 */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const CONTROL_IN_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}]/u;

/**
 * The number of visible characters, approximately: an emoji outside the first plane counts as one,
 * not two.
 */
const charactersIn = (text: string): number => Array.from(text).length;

function checkLine(text: string, limit: number): 'too-long' | 'control-characters' | null {
  if (charactersIn(text) > limit) return 'too-long';
  return CONTROL.test(text) ? 'control-characters' : null;
}

function checkText(text: string, limit: number): 'too-long' | 'control-characters' | null {
  if (charactersIn(text) > limit) return 'too-long';
  return CONTROL_IN_TEXT.test(text) ? 'control-characters' : null;
}

function checkTags(tags: readonly string[]): FieldProblem | null {
  if (tags.length > MAX_TAGS) return { field: 'tags', problem: 'too-many' };
  for (const value of tags) {
    const problem = checkLine(value, TAG_LENGTH);
    if (problem) return { field: 'tags', problem, value };
  }
  return null;
}

function checkScopes(scopes: readonly string[], kept: readonly string[]): FieldProblem | null {
  if (scopes.length === 0) return { field: 'scopes', problem: 'required' };
  const granted = scopes.filter((scope) => !kept.includes(scope));
  return granted.every(isKnownScope) ? null : { field: 'scopes', problem: 'unknown' };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

function checkExpiry(text: string, now: number): 'not-a-date' | 'in-the-past' | 'too-far' | null {
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) return 'not-a-date';
  // `Date` reads 31 February as 3 March, and 24:00 as the next day.
  if (new Date(instant).toISOString().slice(0, 19) !== text.slice(0, 19)) return 'not-a-date';
  if (instant <= now) return 'in-the-past';
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + MAX_EXPIRY_YEARS);
  return instant > limit.getTime() ? 'too-far' : null;
}

function checkAllowedIps(entries: readonly string[]): {
  ranges: string[];
  problem: FieldProblem | null;
} {
  const written = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
  const ranges = new Set<string>();
  for (const value of written) {
    const range = canonicalIpRange(value);
    if (range === null) {
      return {
        ranges: written,
        problem: { field: 'allowedIps', problem: 'not-an-address', value: value.slice(0, 64) },
      };
    }
    ranges.add(range);
  }
  const problem: FieldProblem | null =
    ranges.size > MAX_ALLOWED_IPS ? { field: 'allowedIps', problem: 'too-many' } : null;
  return { ranges: [...ranges], problem };
}
