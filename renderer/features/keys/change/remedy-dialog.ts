import type { ApiKey } from '../../../../shared/keys/api-key';
import { permissionOf } from '../../../../shared/keys/plan-change';
import { REMEDIES } from '../../../../shared/keys/remedies';
import type { RiskCode } from '../../../../shared/keys/risk-codes';
import { isKnownScope } from '../../../../shared/keys/scopes';
import type { RuleSet } from '../../../../shared/rules/rule-set';
import { grants } from '../../../../shared/rules/violations';
import type { KeyDialog } from '../dialogs/key-dialog';
import { localDate } from '../form/expiration';
import type { ChangeDraft, ChangeSubject } from './change-draft';

const DAY_MS = 24 * 60 * 60_000;
/** The expiry that is proposed, as for a new key. */
const PROPOSED_DAYS = 90;

/**
 * The dialog with the remedy of a finding: a change of its keys with values to begin with, where
 * the finding suggests some.
 *
 * @param now milliseconds since the epoch
 * @returns null when there is no remedy, or no key
 */
export function remedyDialog(
  code: RiskCode,
  keys: readonly ApiKey[],
  rules: RuleSet,
  now: number,
): ((onDone: () => void) => KeyDialog) | null {
  const remedy = REMEDIES[code];
  if (remedy === undefined || keys.length === 0) return null;
  if (remedy === 'delete') return () => ({ kind: 'delete', keys });
  if (remedy === 'deactivate') return (onDone) => ({ kind: 'deactivate', keys, onDone });
  const { subject, draft } = changes(keys, rules, now)[remedy];
  return (onDone) => ({ kind: 'change', subject, draft, keys, onDone });
}

interface Beginning {
  subject: ChangeSubject;
  draft: Partial<ChangeDraft>;
}

const changes = (keys: readonly ApiKey[], rules: RuleSet, now: number) =>
  ({
    extend: { subject: 'expiration', draft: {} },
    // An extension would leave keys without a date as they are.
    expiration: {
      subject: 'expiration',
      draft: { expiration: 'set', date: localDate(proposedEnd(keys, rules, now)) },
    },
    reduce: { subject: 'remove-permission', draft: forbidden(keys, rules) },
    // Keys that any address may use have no list to add to.
    addresses: { subject: 'addresses', draft: { addresses: 'replace' } },
    integration: { subject: 'integration', draft: {} },
    owner: { subject: 'owner', draft: {} },
  }) as const satisfies Record<string, Beginning>;

/** A date that the rule for lifetimes allows for all keys, unless it is too near to be of use. */
function proposedEnd(
  keys: readonly ApiKey[],
  { 'max-lifetime': { mode, days } }: RuleSet,
  now: number,
): number {
  const proposed = now + PROPOSED_DAYS * DAY_MS;
  if (mode === 'off') return proposed;
  const oldest = keys.reduce(
    (least, { secretCreatedAt, createdAt }) =>
      Math.min(least, Date.parse(secretCreatedAt ?? createdAt)),
    now,
  );
  const latest = oldest + days * DAY_MS;
  return latest > now + DAY_MS ? Math.min(proposed, latest) : proposed;
}

/** The first permission that the rule forbids and one of the keys has. */
function forbidden(
  keys: readonly ApiKey[],
  { 'forbidden-permissions': { mode, scopes } }: RuleSet,
): Partial<ChangeDraft> {
  const scope = scopes.find((each) => keys.some((key) => grants(key.scopes, each)));
  if (mode === 'off' || scope === undefined) return {};
  const permission = permissionOf(scope);
  const reading = `${permission}:read`;
  const mayRead = isKnownScope(reading) && !scopes.includes(reading);
  return { permission, stays: scope.endsWith(':write') && mayRead ? 'read' : 'nothing' };
}
