import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { KeyAccess } from '../../shared/keys/access';
import { addedAddresses, addedScopes, hasMoreAddresses } from '../../shared/keys/access';
import type { MoreAccess } from '../../shared/keys/access-change';
import { moreAccess } from '../../shared/keys/access-change';
import { assertNever } from '../../shared/lib/result';
import { NO_ADDRESS, NO_SCOPE } from '../../shared/sync/merge';
import { visibleForm } from '../../shared/keys/name-identity';
import { isKnownScope, parseScope } from '../../shared/keys/scopes';
import type { NamedKeys } from '../../shared/sync/sync-state';
import { scopeTexts } from '../../shared/keys/scope-text';
import { ruleSetting } from '../../shared/rules/rule-text';
import type { RuleCode, RuleSet } from '../../shared/rules/rule-set';
import { formatMoment, formatNumber, t } from '../lib/messages';

// Shows the content of a key in a box of the main process. Names and permissions may come from
// elsewhere, or from a compromised page: none of them may end the sentence around it, change its
// direction, or push the rest off the screen.

/** The limit for keys and lines in one box: the buttons below them must stay on the screen. */
const MAX_KEYS = 8;
const MAX_LINES = 20;
const LINE_LENGTH = 70;
const MAX_ADDRESSES = 24;
/** More than the number of known scopes, so that all of them fit. */
const MAX_SCOPES = 60;
const NAME_LENGTH = 80;
const SCOPE_LENGTH = 40;
const RULE_LENGTH = 200;

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** Limits stacked combining marks: a tower of them would cover the lines above. */
const TOWER = /(\p{M}{4})\p{M}+/gu;
const PLAIN = /^[ -~…]*$/;

/** An untrusted text on one line, with its direction isolated. */
function inLine(text: string): string {
  const seen = visibleForm(text.replaceAll(BREAKS, ' '))
    .replaceAll(TOWER, '$1')
    .replaceAll(/[“”„‟]/gu, '"');
  return PLAIN.test(seen) ? seen : `\u2068${seen}\u2069`;
}

/** The name of a key, up to the maximum length. */
export const shownName = (name: string): string => inLine(cut(name, NAME_LENGTH));

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** Each key by name, with its description below; only the first ones when there are many. */
export function eachKey(keys: readonly { name: string; lines: readonly string[] }[]): string[] {
  const shown: string[] = [];
  let height = 0;
  for (const { name, lines } of keys.slice(0, MAX_KEYS)) {
    const said = lines.map((line) => `• ${line}`);
    const all = keys.length === 1 ? said : [`“${shownName(name)}”`, ...said];
    height += all.reduce((sum, line) => sum + Math.ceil(line.length / LINE_LENGTH), 0);
    if (shown.length > 0 && height > MAX_LINES) break;
    shown.push(all.join('\n'));
  }
  const left = keys.length - shown.length;
  return left > 0 ? [...shown, t('main:confirmations.more.others', { count: left })] : shown;
}

/** The names of the first keys, one a line, and the number of the others. */
export function someNames({ names, count }: NamedKeys): string {
  const shown = names.map((name) => `• “${shownName(name)}”`);
  const left = count - names.length;
  return [
    ...shown,
    ...(left > 0 ? [t('main:confirmations.more.others', { count: left })] : []),
  ].join('\n');
}

/**
 * The access of a key that becomes active again: it may have been widened while the key was
 * inactive.
 */
export function accessOf({ scopes, allowedIps, expiresAt }: Omit<KeyAccess, 'enabled'>): string[] {
  return [
    t('main:confirmations.more.permissions', { scopes: listedScopes(scopes) }),
    allowedIps.length === 0
      ? t('main:confirmations.more.anyAddress')
      : t('main:confirmations.more.from', { addresses: listedAddresses(allowedIps) }),
    expiresAt === null
      ? t('main:confirmations.more.never')
      : t('main:confirmations.more.until', { when: shownTime(expiresAt) }),
  ];
}

/** The additional access of a key after a change. */
export function gainsOf(before: ApiKeyRecord, after: ApiKeyRecord): string[] {
  if (!before.enabled) return [t('main:confirmations.more.enabled'), ...accessOf(after)];
  const gains: string[] = [];
  const added = addedScopes(before.scopes, after.scopes);
  if (added.length > 0)
    gains.push(t('main:confirmations.more.scopes', { scopes: listedScopes(added) }));
  if (hasMoreAddresses(before.allowedIps, after.allowedIps)) {
    const ranges = addedAddresses(before.allowedIps, after.allowedIps);
    const isAny = after.allowedIps.length === 0;
    gains.push(
      isAny
        ? t('main:confirmations.more.anyAddress')
        : t('main:confirmations.more.addresses', { addresses: listedAddresses(ranges) }),
    );
  }
  if (before.expiresAt !== null && after.expiresAt === null)
    gains.push(t('main:confirmations.more.never'));
  else if (before.expiresAt !== null && (after.expiresAt ?? '') > before.expiresAt) {
    gains.push(t('main:confirmations.more.later', { when: shownTime(after.expiresAt ?? '') }));
  }
  if (moreAccess(before, after).some(({ field }) => field === 'secret')) {
    gains.push(t('main:confirmations.more.secret'));
  }
  return gains;
}

/** One kind of additional access that an import gives. */
export function gainInWords(gain: MoreAccess): string {
  switch (gain.field) {
    case 'enabled':
      return t('main:confirmations.more.enabled');
    case 'scopes':
      return t('main:confirmations.more.scopes', { scopes: listedScopes(gain.added) });
    case 'allowedIps': {
      if (gain.after.length === 0) return t('main:confirmations.more.anyAddress');
      const added = addedAddresses(gain.before, gain.after);
      return t('main:confirmations.more.addresses', { addresses: listedAddresses(added) });
    }
    case 'expiresAt':
      return gain.after === null
        ? t('main:confirmations.more.never')
        : t('main:confirmations.more.later', { when: shownTime(gain.after) });
    case 'secret':
      return t('main:confirmations.more.secret');
    default:
      return assertNever(gain);
  }
}

/** A rule before and after: `Maximum lifetime: Block: lives at most 90 days → off`. */
export const ruleChange = (code: RuleCode, before: RuleSet, after: RuleSet): string =>
  t('main:confirmations.weaken.line', {
    rule: t(`rules.labels.${code}`),
    before: inLine(cut(ruleSetting(code, before, t), RULE_LENGTH)),
    after: inLine(cut(ruleSetting(code, after, t), RULE_LENGTH)),
  });

/** As the window writes it: `28 Feb 2027, 12:55`. */
const shownTime = (at: string): string => formatMoment(Date.parse(at));

/** Known scopes come first, and of those the ones that allow writing. */
function listedScopes(scopes: readonly string[]): string {
  const weight = (scope: string) =>
    isKnownScope(scope) ? (parseScope(scope)?.level === 'write' ? 0 : 1) : 2;
  const sorted = scopes
    .filter((scope) => scope !== NO_SCOPE)
    .toSorted((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1));
  const shown = sorted.map((scope) =>
    isKnownScope(scope) ? scopeTexts([scope], t).join() : `“${inLine(cut(scope, SCOPE_LENGTH))}”`,
  );
  return shown.length === 0 ? t('main:confirmations.more.none') : listed(shown, MAX_SCOPES);
}

/** The widest ranges come first, so that an omitted one allows less than those shown. */
function listedAddresses(ranges: readonly string[]): string {
  const bits = (range: string) => Number(/\/(\d+)$/.exec(range)?.[1] ?? 0);
  const sorted = ranges
    .filter((range) => range !== NO_ADDRESS)
    .toSorted((a, b) => bits(a) - bits(b));
  if (sorted.length === 0) return t('main:confirmations.more.none');
  return listed(sorted.map(inLine), MAX_ADDRESSES);
}

function listed(texts: readonly string[], most: number): string {
  const left = texts.length - most;
  const shown = texts.slice(0, most).join(', ');
  return left > 0 ? `${shown} … +${formatNumber(left)}` : shown;
}
