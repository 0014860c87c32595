import type { ApiKey } from '../../../../shared/keys/api-key';
import { LIFETIMES } from '../../../../shared/keys/expiration';
import type { Lifetime } from '../../../../shared/keys/expiration';
import { freeName } from '../../../../shared/keys/free-name';
import { isKnownScope } from '../../../../shared/keys/scopes';
import type { Scope } from '../../../../shared/keys/scopes';
import { endOfLifetime, localDate } from './expiration';
import { draftOf, EMPTY_DRAFT } from './key-draft';
import type { KeyDraft } from './key-draft';

const DAY_MS = 24 * 60 * 60_000;

/**
 * A new key with the settings of another one, and a name of its own. It gets only permissions that
 * this app knows: a person could not read an unknown one before granting it. It is active, and a
 * report about the other key's secret does not apply to it.
 */
export function duplicateDraft(
  key: ApiKey,
  isNameTaken: (name: string) => boolean,
  now: number,
): KeyDraft {
  return {
    ...draftOf(key),
    ...expirationOf(key, now),
    name: freeName(key.name, isNameTaken),
    scopes: key.scopes.filter(isKnownScope),
    enabled: true,
  };
}

/** The permissions that a duplicate does not get. */
export const unknownScopes = (key: ApiKey): Scope[] =>
  key.scopes.filter((scope) => !isKnownScope(scope));

/**
 * The same lifetime as the other key was created with. A date that was chosen stays while it is to
 * come; after that, a new key gets the usual lifetime.
 */
function expirationOf(
  { createdAt, expiresAt }: ApiKey,
  now: number,
): Pick<KeyDraft, 'expiration' | 'customDate'> {
  if (expiresAt === null) return { expiration: 'none', customDate: '' };
  const lifetime = LIFETIMES.find((days) => isAbout(days, createdAt, expiresAt));
  if (lifetime !== undefined) return { expiration: lifetime, customDate: '' };
  const end = Date.parse(expiresAt);
  if (end <= now) return { expiration: EMPTY_DRAFT.expiration, customDate: '' };
  return { expiration: 'custom', customDate: localDate(end) };
}

/** Whether a key was created to live that long, to half a day: a date means the end of its day. */
const isAbout = (days: Lifetime, createdAt: string, expiresAt: string): boolean =>
  Math.abs(Date.parse(expiresAt) - endOfLifetime(days, Date.parse(createdAt))) < DAY_MS / 2;
