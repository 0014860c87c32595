import { DISABLED_DAYS, NEVER_USED_DAYS, UNUSED_DAYS } from '../../keys/risks';
import type { RiskCode } from '../../keys/risk-codes';

interface RiskWords {
  /** as a line of a list, with its number of keys */
  title_one: string;
  title_other: string;
  /** as the name of a filter or a column */
  short: string;
  /** why it matters */
  why: string;
  /** what to do about it */
  what: string;
}

/** The risks that the Security check and the Risk report name. */
export const riskWords = {
  compromised: {
    title_one: '{{count, number}} key is known to others and still works',
    title_other: '{{count, number}} keys are known to others and still work',
    short: 'known to others',
    why: 'Its secret was reported as exposed.',
    what: 'Rotate it without a grace period, or deactivate it.',
  },
  'full-access': {
    title_one: '{{count, number}} key with full access',
    title_other: '{{count, number}} keys with full access',
    short: 'full access',
    why: 'Anyone who gets this key can change everything in the workspace.',
    what: 'Keep only the permissions that the integration uses.',
  },
  'rotation-overdue': {
    title_one: '{{count, number}} key is overdue for rotation',
    title_other: '{{count, number}} keys are overdue for rotation',
    short: 'rotation overdue',
    why: 'The longer a secret is in use, the more places it has been copied to.',
    what: 'Rotate it, then give the new secret to the integration.',
  },
  'many-write-scopes': {
    title_one: '{{count, number}} key with many write permissions',
    title_other: '{{count, number}} keys with many write permissions',
    short: 'many write permissions',
    why: 'Each unused write permission adds risk without a benefit.',
    what: 'Set it to Read or None where the integration does not write.',
  },
  'no-ip-limit': {
    title_one: '{{count, number}} powerful live key that works from anywhere',
    title_other: '{{count, number}} powerful live keys that work from anywhere',
    short: 'no IP restriction',
    why: 'A leaked key that can change users, settings or much content works from any computer.',
    what: 'Under Allowed IP addresses, add the addresses of the servers that use it.',
  },
  'expires-in-14-days': {
    title_one: '{{count, number}} key expires within 14 days',
    title_other: '{{count, number}} keys expire within 14 days',
    short: 'expires within 14 days',
    why: 'The integration stops working on that day.',
    what: 'Before that day, set a later date or give the integration a new key.',
  },
  unused: {
    title_one: `{{count, number}} key unused for ${UNUSED_DAYS} days`,
    title_other: `{{count, number}} keys unused for ${UNUSED_DAYS} days`,
    short: `unused for ${UNUSED_DAYS} days`,
    why: 'A leak of an unused key is easily missed.',
    what: 'Deactivate it, then delete it if nothing stops working.',
  },
  'no-expiry': {
    title_one: '{{count, number}} key without an expiration date',
    title_other: '{{count, number}} keys without an expiration date',
    short: 'no expiration date',
    why: 'It stays valid after the integration that used it is gone.',
    what: 'Set an expiration date, and review the key before that date.',
  },
  'expires-in-30-days': {
    title_one: '{{count, number}} key expires in 15 to 30 days',
    title_other: '{{count, number}} keys expire in 15 to 30 days',
    short: 'expires in 15 to 30 days',
    why: 'You still have time to plan its replacement.',
    what: 'Agree on a replacement date with the owner of the integration.',
  },
  expired: {
    title_one: '{{count, number}} expired key still in the vault',
    title_other: '{{count, number}} expired keys still in the vault',
    short: 'expired',
    why: 'Expired keys make it harder to see which keys work.',
    what: 'Delete it, or set a later date if it is still needed.',
  },
  'never-used': {
    title_one: `{{count, number}} key never used in ${NEVER_USED_DAYS} days or more`,
    title_other: `{{count, number}} keys never used in ${NEVER_USED_DAYS} days or more`,
    short: 'never used',
    why: 'It may have been created by mistake. Usage is known only if an endpoint reports it.',
    what: 'Delete it if no integration uses it.',
  },
  'disabled-long': {
    title_one: `{{count, number}} key disabled for ${DISABLED_DAYS} days`,
    title_other: `{{count, number}} keys disabled for ${DISABLED_DAYS} days`,
    short: `disabled for ${DISABLED_DAYS} days`,
    why: 'It can be activated again by mistake, and its secret is still stored.',
    what: 'Delete it if you no longer need it.',
  },
  'shared-integration': {
    title_one: '{{count, number}} key shares its integration',
    title_other: '{{count, number}} keys share their integration with another',
    short: 'several keys for one integration',
    why: 'If one of them leaks, it is unclear which one to replace.',
    what: 'Use one key for each integration, and give each integration its own name.',
  },
  'no-integration': {
    title_one: '{{count, number}} key without an integration',
    title_other: '{{count, number}} keys without an integration',
    short: 'no integration',
    why: 'It is unclear what stops working when it is deleted.',
    what: 'Enter the integration that uses it.',
  },
  'rule-forbidden-permissions': {
    title_one: '{{count, number}} key has a permission that your rule forbids',
    title_other: '{{count, number}} keys have permissions that your rule forbids',
    short: 'forbidden permission',
    why: 'It can do what no key in this workspace should do.',
    what: 'Remove the permission from the key.',
  },
  'rule-addresses-required': {
    title_one: '{{count, number}} key works from anywhere, against your rule',
    title_other: '{{count, number}} keys work from anywhere, against your rule',
    short: 'addresses required',
    why: 'Your rule asks for allowed IP addresses with such a permission.',
    what: 'Under Allowed IP addresses, add the addresses of the servers that use it.',
  },
  'rule-expiry-required': {
    title_one: '{{count, number}} key never expires, against your rule',
    title_other: '{{count, number}} keys never expire, against your rule',
    short: 'expiration required',
    why: 'Your rule asks for an expiration date.',
    what: 'Set an expiration date.',
  },
  'rule-max-lifetime': {
    title_one: '{{count, number}} key lives longer than your rule allows',
    title_other: '{{count, number}} keys live longer than your rule allows',
    short: 'lives too long',
    why: 'Its secret expires later than your rule allows.',
    what: 'Set an earlier expiration date, or rotate it: the new secret starts a new lifetime.',
  },
  'rule-rotate-every': {
    title_one: '{{count, number}} key is rotated less often than your rule asks',
    title_other: '{{count, number}} keys are rotated less often than your rule asks',
    short: 'rotated too rarely',
    why: 'It has no rotation interval, one that is too long, or an overdue rotation.',
    what: 'Set its rotation interval, and rotate it when it is due.',
  },
  'rule-unused-for': {
    title_one: '{{count, number}} key unused for longer than your rule allows',
    title_other: '{{count, number}} keys unused for longer than your rule allows',
    short: 'unused too long',
    why: 'A leak of an unused key is easily missed.',
    what: 'Deactivate it, and delete it when its integration does without it.',
  },
  'rule-owner-required': {
    title_one: '{{count, number}} key without an owner',
    title_other: '{{count, number}} keys without an owner',
    short: 'no owner',
    why: 'Your rule asks for an owner: the person to ask before it expires.',
    what: 'Enter its owner.',
  },
  'rule-one-key-each': {
    title_one: '{{count, number}} key shares its integration, against your rule',
    title_other: '{{count, number}} keys share their integration, against your rule',
    short: 'one key for each integration',
    why: 'Your rule allows one key for each integration and environment.',
    what: 'Deactivate the keys that are not needed, or give each integration its own name.',
  },
  'rule-name-pattern': {
    title_one: '{{count, number}} key whose name does not fit your pattern',
    title_other: '{{count, number}} keys whose names do not fit your pattern',
    short: 'name does not fit',
    why: 'Your rule gives a pattern for names.',
    what: 'Rename it.',
  },
} as const satisfies Record<RiskCode, RiskWords>;
