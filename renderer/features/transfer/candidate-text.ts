import type { TFunction } from 'i18next';
import type { MoreAccess } from '../../../shared/keys/access-change';
import { assertNever } from '../../../shared/lib/result';
import type { Scope } from '../../../shared/keys/scopes';
import {
  hasFullAccess,
  isKnownScope,
  isResource,
  parseScope,
  scopeParts,
  unreadableScopes,
} from '../../../shared/keys/scopes';
import type {
  ImportCandidate,
  ImportChoice,
  ImportField,
  RowProblem,
  ShownKey,
} from '../../../shared/transfer/transfer';
import type { Formats } from '../../ui/text/formats';
import { bidiIsolate } from '../../ui/text/bidi-isolate';

/** The number of addresses or permissions that are named. The rest is counted. */
const MAX_NAMED = 8;

/** How a key of the file compares with the vault, and its problems. */
export function aboutCandidate(
  candidate: ImportCandidate,
  choice: ImportChoice,
  t: TFunction,
): string {
  const { line, status, problems, differences, renamed, hasSecret } = candidate;
  const parts: string[] = [t(`transfer.import.status.${status}`)];
  if (line !== null) parts.unshift(t('transfer.import.line', { line }));
  if (problems.length > 0) {
    parts.push(problems.map((problem) => problemText(problem, t)).join(' '));
  }
  if (choice === 'rename' && renamed !== null) {
    parts.push(t('transfer.import.renamed', { name: bidiIsolate(renamed) }));
  }
  if (differences.length > 0) {
    const fields = differences.map((field) => fieldName(field, t)).join(', ');
    parts.push(t('transfer.import.differences', { fields }));
  }
  if (!hasSecret && status !== 'invalid') parts.push(t('transfer.import.noSecret'));
  return parts.join(' · ');
}

/** The permissions of a key that this app does not know; null when there are none. */
export function unreadableInWords({ scopes }: ShownKey, t: TFunction): string | null {
  const unreadable = unreadableScopes(scopes);
  if (unreadable.length === 0) return null;
  return t('transfer.import.unreadable', { list: listOf(unreadable.map(bidiIsolate), t) });
}

/** The word key of a problem: a problem without words does not compile. */
type KeyOf<P extends RowProblem> = P extends unknown ? `${P['field']}.${P['problem']}` : never;

function problemText(problem: RowProblem, t: TFunction): string {
  const key = `${problem.field}.${problem.problem}` as KeyOf<RowProblem>;
  return t(`transfer.problems.${key}` as 'transfer.problems.scopes.unknown', {
    value: bidiIsolate(problem.value ?? ''),
  });
}

const fieldName = (field: string, t: TFunction): string =>
  t(`transfer.fields.${field as ImportField}`);

/** The access of a key on one line: permissions, status, expiry, environment, addresses. */
export function keyInWords(key: ShownKey, t: TFunction, formats: Formats, now: number): string {
  return [
    scopesInWords(key.scopes, t),
    t(key.enabled ? 'transfer.import.shown.active' : 'transfer.import.shown.inactive'),
    expiryInWords(key.expiresAt, t, formats, now),
    t(`keys.environments.${key.environment}`),
    key.allowedIps.length === 0
      ? t('transfer.import.shown.anywhere')
      : t('transfer.import.shown.from', { addresses: listOf(key.allowedIps, t) }),
  ].join(' · ');
}

function expiryInWords(end: string | null, t: TFunction, formats: Formats, now: number): string {
  if (end === null) return t('transfer.import.shown.noExpiry');
  const when = endInWords(end, t, formats);
  return Date.parse(end) <= now
    ? t('transfer.import.shown.expired', { when })
    : t('transfer.import.shown.expires', { when });
}

/** Only the date when it is the end of that day. */
function endInWords(end: string, t: TFunction, formats: Formats): string {
  const date = new Date(end);
  const isEndOfDay = date.getHours() === 23 && date.getMinutes() === 59;
  const day = formats.date(date.getTime());
  return isEndOfDay
    ? day
    : t('transfer.import.shown.end', { date: day, time: formats.time(date.getTime()) });
}

/** Unknown permissions come first, so that they are not missed. */
function scopesInWords(scopes: readonly Scope[], t: TFunction): string {
  if (scopes.length === 0) return t('transfer.import.shown.noScopes');
  const parts = scopeParts(scopes);
  const unknown = parts.filter(({ kind }) => kind === 'unknown');
  const known = parts.filter(({ kind }) => kind !== 'unknown');
  const words = [...unknown, ...known].map((part) => {
    if (part.kind === 'full-access') return t('transfer.import.shown.fullAccess');
    if (part.kind === 'reads-everything') return t('transfer.import.shown.readsEverything');
    return scopeInWords(part.scope, t);
  });
  return listOf(words, t);
}

function scopeInWords(scope: Scope, t: TFunction): string {
  const parsed = parseScope(scope);
  if (parsed === null) return bidiIsolate(scope);
  const { resource, level } = parsed;
  const label = isResource(resource) ? t(`resources.${resource}.label`) : bidiIsolate(resource);
  return t('keys.scope', { resource: label, level: t(`keys.levels.${level}`) });
}

function listOf(items: readonly string[], t: TFunction): string {
  if (items.length <= MAX_NAMED) return items.join(', ');
  return t('transfer.import.shown.more', {
    list: items.slice(0, MAX_NAMED).join(', '),
    count: items.length - MAX_NAMED,
  });
}

/** Each field that differs from the key in the vault, before and after. */
export function changesIn(
  { differences, current, replaced }: ImportCandidate,
  t: TFunction,
  formats: Formats,
): string[] {
  if (!current || !replaced) return [];
  return differences.map((field) => {
    if (field === 'secretHash') return t('transfer.import.secretChange');
    return t('transfer.import.change', {
      field: fieldName(field, t),
      before: valueInWords(current, field as keyof ShownKey, t, formats),
      after: valueInWords(replaced, field as keyof ShownKey, t, formats),
    });
  });
}

const LONGEST_TEXT = 120;

function valueInWords(
  key: ShownKey,
  field: keyof ShownKey,
  t: TFunction,
  formats: Formats,
): string {
  switch (field) {
    case 'scopes':
      return scopesInWords(key.scopes, t);
    case 'enabled':
      return t(key.enabled ? 'transfer.import.shown.active' : 'transfer.import.shown.inactive');
    case 'expiresAt':
      return key.expiresAt === null
        ? t('transfer.import.shown.noExpiry')
        : endInWords(key.expiresAt, t, formats);
    case 'environment':
      return t(`keys.environments.${key.environment}`);
    case 'allowedIps':
      return key.allowedIps.length === 0
        ? t('transfer.import.shown.anywhere')
        : listOf(key.allowedIps, t);
    case 'tags':
      return key.tags.length === 0
        ? t('transfer.import.shown.noText')
        : listOf(key.tags.map(bidiIsolate), t);
    case 'rotateEvery':
      return key.rotateEvery === null
        ? t('form.rotateEveryChoices.never')
        : t('form.rotateEveryChoices.days', { count: key.rotateEvery });
    case 'name':
    case 'integration':
    case 'owner':
    case 'note':
      return key[field] === ''
        ? t('transfer.import.shown.noText')
        : bidiIsolate(shortened(key[field]));
    default:
      return assertNever(field);
  }
}

const shortened = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;

/** The additional access that a choice gives, one sentence each. The person must agree to it. */
export function gainsIn(
  { moreAccess, replaced, past }: ImportCandidate,
  choice: ImportChoice,
  t: TFunction,
  formats: Formats,
): string[] {
  const isReplace = choice === 'replace';
  const gains = isReplace ? moreAccess.map((gain) => gainInWords(gain, replaced, t, formats)) : [];
  if (past === null || past.kind === 'unknown') return gains;
  const when = past.at === null ? '' : formats.moment(Date.parse(past.at));
  if (past.kind === 'rotated') return [...gains, t('transfer.import.past.rotated', { when })];
  const key = `transfer.import.past.${isReplace ? 'gone' : 'deleted'}` as const;
  return [...gains, past.at === null ? t(`${key}Sometime`) : t(key, { when })];
}

function gainInWords(
  gain: MoreAccess,
  replaced: ShownKey | null,
  t: TFunction,
  formats: Formats,
): string {
  switch (gain.field) {
    case 'enabled':
      return t('transfer.import.more.enabled');
    case 'expiresAt': {
      const before = endInWords(gain.before, t, formats);
      if (gain.after === null) return t('transfer.import.more.endless', { before });
      return t('transfer.import.more.later', { before, after: endInWords(gain.after, t, formats) });
    }
    case 'scopes':
      return replaced && hasFullAccess(replaced.scopes) && gain.added.every(isKnownScope)
        ? t('transfer.import.more.fullAccess')
        : t('transfer.import.more.scopes', { scopes: scopesInWords(gain.added, t) });
    case 'allowedIps': {
      const before = listOf(gain.before, t);
      if (gain.after.length === 0) return t('transfer.import.more.everywhere', { before });
      return t('transfer.import.more.wider', { before, after: listOf(gain.after, t) });
    }
    case 'secret':
      return t('transfer.import.more.secret');
    default:
      return assertNever(gain);
  }
}
