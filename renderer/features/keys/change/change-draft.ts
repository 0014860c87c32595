import { assertNever } from '../../../../shared/lib/result';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { isResource, levelsOf } from '../../../../shared/keys/scopes';
import type { AccessLevel } from '../../../../shared/keys/scopes';
import type { Lifetime } from '../../../../shared/keys/expiration';
import { expiresAtOf } from '../form/expiration';

/** What the dialog changes: an item of the menu, or an activation. */
export type ChangeSubject =
  | 'enabled'
  | 'expiration'
  | 'add-permission'
  | 'remove-permission'
  | 'integration'
  | 'owner'
  | 'tags'
  | 'addresses'
  | 'compromised';

export const MENU_SUBJECTS = [
  'expiration',
  'add-permission',
  'remove-permission',
  'integration',
  'owner',
  'tags',
  'addresses',
  'compromised',
] as const satisfies ChangeSubject[];

/** The values of all kinds of change; each reads its own. */
export interface ChangeDraft {
  expiration: 'extend' | 'set' | 'none';
  days: Lifetime;
  date: string;
  /** empty until one is chosen */
  permission: string;
  level: AccessLevel;
  stays: 'nothing' | 'read';
  text: string;
  tags: 'add' | 'remove' | 'replace';
  addresses: 'add' | 'replace' | 'clear';
  disables: boolean;
}

export const EMPTY_CHANGE: ChangeDraft = {
  expiration: 'extend',
  days: '90',
  date: '',
  permission: '',
  level: 'read',
  stays: 'nothing',
  text: '',
  tags: 'add',
  addresses: 'add',
  disables: true,
};

/** The levels that a permission can be given with. */
export const offeredLevels = (permission: string): readonly AccessLevel[] =>
  isResource(permission) ? levelsOf(permission) : [];

/** As in the form: addresses are separated by lines, commas or spaces. */
const listed = (text: string, separator: RegExp): string[] => text.split(separator).filter(Boolean);

/**
 * The change that was entered; null while a value is missing.
 *
 * @param at when the dialog was opened; RFC 3339
 */
export function changeOf(subject: ChangeSubject, draft: ChangeDraft, at: string): KeyChange | null {
  const { text, permission } = draft;
  switch (subject) {
    case 'enabled':
      return { kind: 'enabled', enabled: true };
    case 'expiration':
      return expirationOf(draft, at);
    case 'add-permission': {
      const level = offeredLevels(permission).includes(draft.level)
        ? draft.level
        : offeredLevels(permission)[0];
      return level ? { kind: 'add-permission', scope: `${permission}:${level}` } : null;
    }
    case 'remove-permission':
      return permission === ''
        ? null
        : { kind: 'remove-permission', permission, stays: draft.stays };
    case 'integration':
      return { kind: 'integration', integration: text };
    case 'owner':
      return { kind: 'owner', owner: text };
    case 'tags': {
      const tags = listed(text, /,/);
      const isMissing = tags.length === 0 && draft.tags !== 'replace';
      return isMissing ? null : { kind: 'tags', how: draft.tags, tags };
    }
    case 'addresses': {
      if (draft.addresses === 'clear') return { kind: 'addresses', how: 'replace', allowedIps: [] };
      const allowedIps = listed(text, /[\s,]+/);
      return allowedIps.length === 0
        ? null
        : { kind: 'addresses', how: draft.addresses, allowedIps };
    }
    case 'compromised':
      return { kind: 'compromised', reason: text, at, disables: draft.disables };
    default:
      return assertNever(subject);
  }
}

function expirationOf({ expiration, days, date }: ChangeDraft, at: string): KeyChange | null {
  switch (expiration) {
    case 'extend':
      return { kind: 'extension', days: Number(days), from: at };
    case 'none':
      return { kind: 'expiration', expiresAt: null };
    case 'set':
      return date === ''
        ? null
        : { kind: 'expiration', expiresAt: expiresAtOf('custom', date, null, Date.parse(at)) };
    default:
      return assertNever(expiration);
  }
}
