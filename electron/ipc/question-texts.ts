import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { KeyAccess } from '../../shared/keys/access';
import { addedAddresses, addedScopes, hasMoreAddresses } from '../../shared/keys/access';
import type { MoreAccess } from '../../shared/keys/access-change';
import { assertNever } from '../../shared/lib/result';
import { NO_ADDRESS, NO_SCOPE } from '../../shared/sync/merge';
import { asSeen } from '../../shared/keys/name-identity';
import { isKnownScope, parseScope } from '../../shared/keys/scopes';
import type { NamedKeys } from '../../shared/sync/sync-state';
import { scopeTexts } from '../../shared/keys/scope-text';
import { formatMoment, formatNumber, t } from '../lib/messages';

// How a box of the main process shows what stands in a key. Names and permissions may come from elsewhere, or from a page
// that was taken over: none of them may end the sentence it stands in, turn it around, or push the rest off the screen.

/** Keys in one box, and about as many lines: no screen has room for a thousand, and the buttons stand below them. */
const MOST_KEYS = 8;
const MOST_LINES = 20;
const LINE_LENGTH = 70;
const MOST_ADDRESSES = 24;
/** More than this app knows, so that none of those is left out. */
const MOST_SCOPES = 60;
const NAME_LENGTH = 80;
const SCOPE_LENGTH = 40;

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** Marks of which one letter has no more than a few: a tower of them covers the lines above. */
const TOWER = /(\p{M}{4})\p{M}+/gu;
const PLAIN = /^[ -~…]*$/;

/** A text from elsewhere, in one line and in its own direction. */
function inLine(text: string): string {
  const seen = asSeen(text.replaceAll(BREAKS, ' '))
    .replaceAll(TOWER, '$1')
    .replaceAll(/[“”„‟]/gu, '"');
  return PLAIN.test(seen) ? seen : `\u2068${seen}\u2069`;
}

/** The name of a key, as long as a name may be. */
export const shownName = (name: string): string => inLine(cut(name, NAME_LENGTH));

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** Each key by its name, and under it what is said of it; some of them, when there are many. */
export function eachKey(keys: readonly { name: string; lines: readonly string[] }[]): string[] {
  const shown: string[] = [];
  let height = 0;
  for (const { name, lines } of keys.slice(0, MOST_KEYS)) {
    const said = lines.map((line) => `• ${line}`);
    const all = keys.length === 1 ? said : [`“${shownName(name)}”`, ...said];
    height += all.reduce((sum, line) => sum + Math.ceil(line.length / LINE_LENGTH), 0);
    if (shown.length > 0 && height > MOST_LINES) break;
    shown.push(all.join('\n'));
  }
  const left = keys.length - shown.length;
  return left > 0 ? [...shown, t('main:confirmations.more.others', { count: left })] : shown;
}

/** The first of some keys by their names, one a line, and how many more there are. */
export function someNames({ names, count }: NamedKeys): string {
  const shown = names.map((name) => `• “${shownName(name)}”`);
  const left = count - names.length;
  return [
    ...shown,
    ...(left > 0 ? [t('main:confirmations.more.others', { count: left })] : []),
  ].join('\n');
}

/** What a key may do that is active again: it may have been given more while it was not. */
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

/** What a key may do after a change that it might not do before. */
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
  return gains;
}

/** One way in which a key would do more by an import. */
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

/** As the window writes it: `28 Feb 2027, 12:55`. */
const shownTime = (at: string): string => formatMoment(Date.parse(at));

/** Those that this app knows come first, and of them those that may change something. */
function listedScopes(scopes: readonly string[]): string {
  const weight = (scope: string) =>
    isKnownScope(scope) ? (parseScope(scope)?.level === 'write' ? 0 : 1) : 2;
  const sorted = scopes
    .filter((scope) => scope !== NO_SCOPE)
    .toSorted((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1));
  const shown = sorted.map((scope) =>
    isKnownScope(scope) ? scopeTexts([scope], t).join() : `“${inLine(cut(scope, SCOPE_LENGTH))}”`,
  );
  return shown.length === 0 ? t('main:confirmations.more.none') : listed(shown, MOST_SCOPES);
}

/** The widest ranges come first: one that is left out lets in less than those that are shown. */
function listedAddresses(ranges: readonly string[]): string {
  const bits = (range: string) => Number(/\/(\d+)$/.exec(range)?.[1] ?? 0);
  const sorted = ranges
    .filter((range) => range !== NO_ADDRESS)
    .toSorted((a, b) => bits(a) - bits(b));
  if (sorted.length === 0) return t('main:confirmations.more.none');
  return listed(sorted.map(inLine), MOST_ADDRESSES);
}

function listed(texts: readonly string[], most: number): string {
  const left = texts.length - most;
  const shown = texts.slice(0, most).join(', ');
  return left > 0 ? `${shown} … +${formatNumber(left)}` : shown;
}
