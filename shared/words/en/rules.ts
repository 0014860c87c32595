import { MAX_RULE_DAYS, PATTERN_LENGTH } from '../../rules/rule-set';
import type { RuleCode, RuleMode } from '../../rules/rule-set';
import { inEnglish } from './numbers';

/** The rules of the Security check: as settings, in the form of a key, and in Activity. */
export const ruleWords = {
  modes: {
    off: 'Off',
    warn: 'Warn',
    block: 'Block',
  } satisfies Record<RuleMode, string>,
  /** as a row of the Rules tab */
  labels: {
    'forbidden-permissions': 'Forbidden permissions',
    'addresses-required': 'Allowed addresses for powerful keys',
    'expiry-required': 'Expiration date',
    'max-lifetime': 'Maximum lifetime',
    'rotate-every': 'Regular rotation',
    'unused-for': 'Unused keys',
    'owner-required': 'Owner',
    'one-key-each': 'One key for each integration',
    'name-pattern': 'Names',
  } satisfies Record<RuleCode, string>,
  help: {
    'forbidden-permissions': 'No key may have these permissions.',
    'addresses-required': 'A key with one of these permissions works from named addresses only.',
    'expiry-required': 'Every key has an expiration date.',
    'max-lifetime': 'Counted from the day on which the secret was made or last rotated.',
    'rotate-every': 'Every key has a rotation interval of at most this length, and is not overdue.',
    'unused-for':
      'A key that was not used for this long is a finding. With Block it cannot be extended or activated again. Usage is known only if an endpoint reports it.',
    'owner-required': 'Every key names the person to ask about it.',
    'one-key-each': 'An integration has one active key in each environment.',
    'name-pattern':
      'Every name fits this pattern. * stands for any characters, ? for one. Upper and lower case are the same.',
  } satisfies Record<RuleCode, string>,
  /** a rule with its parameter, as a short sentence without a full stop */
  sentences: {
    'forbidden-permissions': 'no key has {{list}}',
    'addresses-required': 'allowed addresses with {{list}}',
    'expiry-required': 'every key has an expiration date',
    'max-lifetime_one': 'lives at most {{count, number}} day',
    'max-lifetime_other': 'lives at most {{count, number}} days',
    'rotate-every_one': 'rotated every {{count, number}} day',
    'rotate-every_other': 'rotated every {{count, number}} days',
    'unused-for_one': 'used within {{count, number}} day',
    'unused-for_other': 'used within {{count, number}} days',
    'owner-required': 'every key has an owner',
    'one-key-each': 'one key for each integration',
    'name-pattern': 'names fit {{pattern}}',
  },
  /** what a change of a key breaks, and what to do */
  broken: {
    'forbidden-permissions': 'Your rules forbid: {{list}}.',
    'addresses-required': 'Your rules ask for allowed IP addresses because of: {{list}}.',
    'expiry-required': 'Your rules ask for an expiration date.',
    'max-lifetime_one': 'Your rules allow a lifetime of at most {{count, number}} day.',
    'max-lifetime_other': 'Your rules allow a lifetime of at most {{count, number}} days.',
    'rotate-every_one': 'Your rules ask for a rotation at least every {{count, number}} day.',
    'rotate-every_other': 'Your rules ask for a rotation at least every {{count, number}} days.',
    'unused-for_one':
      'Your rules keep a key that was not used for {{count, number}} day from being extended or activated.',
    'unused-for_other':
      'Your rules keep a key that was not used for {{count, number}} days from being extended or activated.',
    'owner-required': 'Your rules ask for an owner.',
    'one-key-each': 'Your rules allow one active key for each integration and environment.',
    'name-pattern': 'Your rules ask for a name such as {{pattern}}.',
  },
  refused_one: 'For {{names}}:',
  refused_other: 'For {{count, number}} API keys, {{names}} among them:',
  breaking_zero: 'No key breaks this now.',
  breaking_one: '{{count, number}} key breaks this now.',
  breaking_other: '{{count, number}} keys break this now.',
  days: 'Days',
  pattern: 'Pattern',
  permissions: 'Permissions',
  addPermission: 'Add a permission…',
  removePermission: 'Take {{permission}} out of the rule',
  problems: {
    days: `Enter a whole number from 1 to ${inEnglish(MAX_RULE_DAYS)}.`,
    pattern: `Enter a pattern of 1 to ${PATTERN_LENGTH} characters.`,
    scopes: 'Choose at least one permission.',
  },
  intro:
    'A rule that warns shows keys that break it. A rule that blocks also stops changes made in this app that would break it. Keys that come by sync are never stopped, but are found.',
  label: 'Rules',
  save: 'Save rules',
  saving: 'Saving…',
  discard: 'Discard changes',
  unsaved_one: '{{count, number}} rule changed, not saved',
  unsaved_other: '{{count, number}} rules changed, not saved',
  saved: 'Saved the rules',
  leaving: 'The rules that you changed have not been saved.',
  readOnly: 'The vault is open for reading only, so no rule can be changed.',
  unreadable:
    'A newer version of Ownchat Keys has stored rules that this version does not understand. No rule is applied here, and none can be changed.',
  off: 'off',
  /** a rule as in Activity: `warn: lives at most 365 days` */
  setting: '{{mode}}: {{sentence}}',
} as const;
