import { DISABLED_DAYS, NEVER_USED_DAYS, UNUSED_DAYS } from '../../keys/risks';
import type { RiskCode } from '../../keys/risks';

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
  'full-access': {
    title_one: '{{count, number}} key with full access',
    title_other: '{{count, number}} keys with full access',
    short: 'full access',
    why: 'Whoever gets hold of it can change everything in the workspace.',
    what: 'Leave only the permissions that the integration uses.',
  },
  'many-write-scopes': {
    title_one: '{{count, number}} key that may write in many places',
    title_other: '{{count, number}} keys that may write in many places',
    short: 'many write permissions',
    why: 'Each write permission that is not used is a risk without a benefit.',
    what: 'Change to read, or to none, where the integration does not write.',
  },
  'no-ip-limit': {
    title_one: '{{count, number}} powerful live key that works from anywhere',
    title_other: '{{count, number}} powerful live keys that work from anywhere',
    short: 'no IP restriction',
    why: 'A leaked key that can change users, settings or much content can be used from any computer.',
    what: 'Add the addresses of the servers that use it under Allowed IP addresses.',
  },
  'expires-in-14-days': {
    title_one: '{{count, number}} key expires within 14 days',
    title_other: '{{count, number}} keys expire within 14 days',
    short: 'expires within 14 days',
    why: 'The integration stops working on that day.',
    what: 'Give the key a later date, or the integration a new key, in time.',
  },
  unused: {
    title_one: `{{count, number}} key unused for ${UNUSED_DAYS} days`,
    title_other: `{{count, number}} keys unused for ${UNUSED_DAYS} days`,
    short: `unused for ${UNUSED_DAYS} days`,
    why: 'Nobody notices when a key that nobody uses leaks.',
    what: 'Deactivate it, then delete it if nothing stops working.',
  },
  'no-expiry': {
    title_one: '{{count, number}} key without an expiration date',
    title_other: '{{count, number}} keys without an expiration date',
    short: 'no expiration date',
    why: 'It stays valid even when nobody remembers what it was for.',
    what: 'Set a date by which somebody looks at it again.',
  },
  'expires-in-30-days': {
    title_one: '{{count, number}} key expires in 15 to 30 days',
    title_other: '{{count, number}} keys expire in 15 to 30 days',
    short: 'expires in 15 to 30 days',
    why: 'There is still time to plan its replacement.',
    what: 'Agree with whoever runs the integration on a date for the change.',
  },
  expired: {
    title_one: '{{count, number}} expired key that is still here',
    title_other: '{{count, number}} expired keys that are still here',
    short: 'expired',
    why: 'Its date has passed, and it hides the keys that work.',
    what: 'Delete it, or give it a later date if it is still needed.',
  },
  'never-used': {
    title_one: `{{count, number}} key never used in ${NEVER_USED_DAYS} days or more`,
    title_other: `{{count, number}} keys never used in ${NEVER_USED_DAYS} days or more`,
    short: 'never used',
    why: 'It may have been a mistake. Use is known only if an endpoint reports it.',
    what: 'Delete it if no integration has it.',
  },
  'disabled-long': {
    title_one: `{{count, number}} key disabled for ${DISABLED_DAYS} days`,
    title_other: `{{count, number}} keys disabled for ${DISABLED_DAYS} days`,
    short: `disabled for ${DISABLED_DAYS} days`,
    why: 'Somebody can activate it again by mistake, and its secret is still stored.',
    what: 'Delete it if it will not be needed again.',
  },
  'shared-integration': {
    title_one: '{{count, number}} key shares its integration',
    title_other: '{{count, number}} keys share their integration with another',
    short: 'several keys for one integration',
    why: 'When one of them leaks, it is not clear which one to replace.',
    what: 'Keep one key for each integration, and name the integrations apart.',
  },
  'no-integration': {
    title_one: '{{count, number}} key without an integration',
    title_other: '{{count, number}} keys without an integration',
    short: 'no integration',
    why: 'Nobody can tell what stops working when it is deleted.',
    what: 'Write down what uses it.',
  },
} as const satisfies Record<RiskCode, RiskWords>;
