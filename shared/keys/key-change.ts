import type { ApiKeyRecord } from './api-key';
import { REASON_LENGTH } from './key-limits';
import type { FieldProblem } from './key-rules';
import { checkKeyFields } from './key-rules';
import { assertNever } from '../lib/result';
import type { Scope } from './scopes';
import { isKnownScope } from './scopes';

/** One change that is made to one key or to many. */
export type KeyChange =
  | { kind: 'enabled'; enabled: boolean }
  /** that many days after the present expiry, or after `from` when the key has expired by then */
  | { kind: 'extension'; days: number; from: string }
  /** RFC 3339; null: the key never expires */
  | { kind: 'expiration'; expiresAt: string | null }
  | { kind: 'add-permission'; scope: Scope }
  /**
   * `permission`: as `permissionOf` names it. `stays`: the level that remains for a key that may also
   * write
   */
  | { kind: 'remove-permission'; permission: string; stays: 'nothing' | 'read' }
  | { kind: 'integration'; integration: string }
  | { kind: 'owner'; owner: string }
  | { kind: 'tags'; how: 'add' | 'remove' | 'replace'; tags: string[] }
  /** `replace` without an address allows every address */
  | { kind: 'addresses'; how: 'add' | 'replace'; allowedIps: string[] }
  /** `at`: RFC 3339; `disables`: the keys are deactivated too */
  | { kind: 'compromised'; reason: string; at: string; disables: boolean };
export type KeyChangeKind = KeyChange['kind'];

/** The fields of a key that a change reads or sets. */
export type ChangeableFields = Pick<
  ApiKeyRecord,
  | 'integration'
  | 'owner'
  | 'tags'
  | 'scopes'
  | 'enabled'
  | 'expiresAt'
  | 'allowedIps'
  | 'compromised'
>;
export type ChangeableKey = ChangeableFields &
  Pick<ApiKeyRecord, 'id' | 'name' | 'secretCreatedAt'>;

/** The difference of two clocks, or the age of a preview, above which a time is wrong. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Validates and normalises the values of a change by the rules of the form, independent of the keys.
 *
 * @param now milliseconds since the epoch
 */
export function checkChange(
  change: KeyChange,
  now: number,
): { change: KeyChange; problems: FieldProblem[] } {
  const check = <F extends Parameters<typeof checkKeyFields>[0]>(fields: F) =>
    checkKeyFields(fields, { now, isNameTaken: () => false });
  const isNow = (at: string) => Math.abs(Date.parse(at) - now) <= DAY_MS;
  switch (change.kind) {
    case 'extension':
      return { change, problems: isNow(change.from) ? [] : [NO_DATE] };
    case 'expiration': {
      const { fields, problems } = check({ expiresAt: change.expiresAt });
      return { change: { ...change, ...fields }, problems };
    }
    case 'integration': {
      const { fields, problems } = check({ integration: change.integration });
      return { change: { ...change, ...fields }, problems };
    }
    case 'owner': {
      const { fields, problems } = check({ owner: change.owner });
      return { change: { ...change, ...fields }, problems };
    }
    case 'tags': {
      const { fields, problems } = check({ tags: change.tags });
      return { change: { ...change, ...fields }, problems };
    }
    case 'addresses': {
      const { fields, problems } = check({ allowedIps: change.allowedIps });
      return { change: { ...change, ...fields }, problems };
    }
    case 'add-permission':
      return { change, problems: isKnownScope(change.scope) ? [] : [NO_PERMISSION] };
    case 'compromised': {
      const reason = reasonIn(change.reason);
      return { change: { ...change, reason }, problems: isNow(change.at) ? [] : [NO_DATE] };
    }
    case 'enabled':
    case 'remove-permission':
      return { change, problems: [] };
    default:
      return assertNever(change);
  }
}

const NO_DATE: FieldProblem = { field: 'expiresAt', problem: 'not-a-date' };
const NO_PERMISSION: FieldProblem = { field: 'scopes', problem: 'unknown' };

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** A reason on one line, cut to the maximum length. */
const reasonIn = (text: string): string => {
  const characters = Array.from(text.replaceAll(BREAKS, ' ').trim().normalize('NFC'));
  return characters.slice(0, REASON_LENGTH).join('').trim();
};
