import { inEnglish } from './numbers';
import {
  INTEGRATION_LENGTH,
  MAX_ALLOWED_IPS,
  MAX_EXPIRY_YEARS,
  NAME_LENGTH,
  NOTE_LENGTH,
  MAX_ROTATE_EVERY_DAYS,
  MAX_TAGS,
  OWNER_LENGTH,
  TAG_LENGTH,
} from '../../keys/key-limits';
import type { FieldProblem, KeyField } from '../../keys/key-rules';

type ProblemWords = {
  [F in KeyField]: Record<Extract<FieldProblem, { field: F }>['problem'], string>;
};

const problems = {
  name: {
    required: 'Enter a name, for example the name of the integration.',
    'too-long': `Shorten the name to ${NAME_LENGTH} characters at most.`,
    'control-characters': 'Remove line breaks and invisible characters from the name.',
    taken: 'Another API key has this name. Choose a different one.',
  },
  integration: {
    'too-long': `Shorten this to ${INTEGRATION_LENGTH} characters at most.`,
    'control-characters': 'Remove line breaks and invisible characters.',
  },
  note: {
    'too-long': `Shorten the note to ${inEnglish(NOTE_LENGTH)} characters at most.`,
    'control-characters': 'Remove invisible characters from the note.',
  },
  owner: {
    'too-long': `Shorten the owner to ${OWNER_LENGTH} characters at most.`,
    'control-characters': 'Remove line breaks and invisible characters from the owner.',
  },
  tags: {
    'too-many': `Use ${MAX_TAGS} tags at most.`,
    'too-long': `Shorten the tag “{{value}}” to ${TAG_LENGTH} characters at most.`,
    'control-characters': 'Remove line breaks and invisible characters from the tag “{{value}}”.',
  },
  rotateEvery: {
    'out-of-range': `Choose from 1 to ${inEnglish(MAX_ROTATE_EVERY_DAYS)} days.`,
  },
  scopes: {
    required: 'Choose at least one permission. The key can do nothing without one.',
    unknown: 'This app does not know one of the permissions. Choose again.',
  },
  expiresAt: {
    'not-a-date': 'Enter a complete date: day, month and year.',
    'in-the-past': 'Choose a date in the future.',
    'too-far': `Choose a date within the next ${MAX_EXPIRY_YEARS} years.`,
  },
  allowedIps: {
    'not-an-address':
      '“{{value}}” is not an IP address or range. Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.',
    'too-many': `Use ranges to bring this down to ${MAX_ALLOWED_IPS} entries at most.`,
  },
} as const satisfies ProblemWords;

/** The form that creates and edits an API key. */
export const keysFormWords = {
  name: 'API Key Name',
  integration: 'Integration',
  integrationHelp: 'The system that uses this key. Use one key for each integration.',
  owner: 'Owner',
  ownerHelp: 'Optional. The person or team to ask about this key.',
  tags: 'Tags',
  tagsHelp: 'Optional. Separate tags with commas.',
  rotateEvery: 'Rotate every',
  rotateEveryHelp: 'How old a secret may become before it should be replaced.',
  rotateEveryChoices: {
    never: 'No schedule',
    days_one: '{{count, number}} day',
    days_other: '{{count, number}} days',
  },
  environment: 'Environment',
  environmentFixed: 'It is part of the secret and cannot be changed.',
  expiration: 'Expiration',
  expirationHelp: 'A key with an expiration date cannot be left active by mistake.',
  noExpiryCaution: 'This key works until it is deactivated. Prefer an expiration date if you can.',
  customDate: 'Expiration date',
  customDateHelp: 'The key works until the end of that day.',
  expirationChoices: {
    days_one: '{{count, number}} day — {{date}}',
    days_other: '{{count, number}} days — {{date}}',
    year: '1 year — {{date}}',
    custom: 'Custom date…',
    none: 'No expiry',
    unchanged: 'Unchanged — {{date}}',
    expired: 'Unchanged — expired {{date}}',
  },
  active: 'Active',
  activeHelp: 'The endpoint rejects requests with an inactive key once the change is sent.',
  activeHelpAlone:
    'Applies to this vault only. Without an endpoint, deactivate the key in Ownchat too.',
  activeExpired: 'On, but the key has expired: it is inactive until you choose a later date.',
  states: {
    expired: 'Expired since {{when}}',
    keepsExpired:
      'The Active switch does not change that. The key stays inactive unless you choose a later date under Expiration.',
    revives: 'Saving makes the key active again.',
    staysDisabled: 'Saving gives it a later date, but it stays inactive while Active is off.',
    unsent: 'Not sent',
    grace: 'Two secrets work',
    graceSentence: 'The old secret works until {{when}}, together with the current one.',
    endGrace: {
      label: 'End grace now',
      title: 'End the grace period now?',
      sentence: 'Only the new secret stays valid. Systems that still use the old one lose access.',
      keep: 'Keep both secrets',
    },
    cancelRotation: { label: 'Cancel rotation' },
    graceCut: 'With the date you chose, it expires together with the key, {{when}}.',
    noSecret: 'Secret not on this computer',
    noSecretSentence:
      'It cannot be revealed, copied or tested here. Rotate the secret to get a new one on this computer.',
  },
  usage: 'Usage',
  usageTotal_one: '{{count, number}} request in the last 30 days',
  usageTotal_other: '{{count, number}} requests in the last 30 days',
  usageLast: 'last {{when}}',
  usageNone: 'No requests on any of these days',
  usageBusiest_one: 'Requests by day; maximum on {{day}}: {{count, number}}',
  usageBusiest_other: 'Requests by day; maximum on {{day}}: {{count, number}}',
  usageDay_one: '{{day}}: {{count, number}} request',
  usageDay_other: '{{day}}: {{count, number}} requests',
  moreOptions: 'More options',
  allowedIps: 'Allowed IP addresses',
  allowedIpsHelp: 'Optional. One per line. Leave empty to allow any address.',
  note: 'Note',
  noteHelp: 'Optional. For example, who requested it and where it is used.',
  permissions: 'Access permissions',
  permissionCount_one: '{{chosen, number}} of {{count, number}} resource',
  permissionCount_other: '{{chosen, number}} of {{count, number}} resources',
  levels: { none: 'None', read: 'Read', write: 'Write' },
  findPermission: 'Find a permission',
  chosenOnly: 'Chosen only',
  noPermissionFound: 'No permission has this text.',
  nothingChosen: 'No permission is chosen.',
  groups: {
    conversations: 'Conversations',
    people: 'People',
    content: 'Content',
    administration: 'Administration',
  },
  groupLevels: {
    none: 'None for all in {{group}}',
    read: 'Read for all in {{group}}',
    write: 'Write for all in {{group}}',
  },
  suggestions: 'Suggestions for {{field}}',
  templates: {
    name: 'Templates',
    readOnly: 'Read only',
    messagingBot: 'Messaging bot',
    crmSync: 'CRM sync',
    reporting: 'Reporting',
    fullAccess: 'Full access…',
    replaced: 'The template replaced the permissions.',
    undo: 'Undo template',
    save: 'New template…',
    label: 'Name of the template',
    keep: 'Add template',
    taken: 'A template has this name. It is replaced.',
    remove: 'Delete template {{name}}',
    close: 'Close template name',
  },
  fullAccess: {
    title: 'Give full access?',
    sentence:
      'Anyone with this key can then read, change and delete everything in the workspace, and create more keys.',
    confirm: 'Give full access',
  },
  otherPermissions: 'Other permissions',
  otherPermissionsHelp: 'This app does not know them. The key keeps them.',
  summary: {
    nothing: 'Can do nothing yet',
    can: 'Can {{what}}',
    fullAccess: 'Can do everything',
    almostFull: 'Can do everything, except read {{list}}',
    everything: 'read everything',
    read: 'read {{list}}',
    readWrite: 'read and write {{list}}',
    others_one: 'use {{count}} other permission',
    others_other: 'use {{count}} other permissions',
    join: '; ',
  },
  problems,
} as const;
