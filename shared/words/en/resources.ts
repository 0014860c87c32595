import type { Resource } from '../../scopes';

/** What each resource of the scope catalogue is called, alone and within a sentence, and what it covers. */
export const resourceWords = {
  contacts: { label: 'Contacts', phrase: 'contacts', description: 'people and companies' },
  conversations: {
    label: 'Conversations',
    phrase: 'conversations',
    description: 'threads, assignment, closing',
  },
  'conversations-delete': {
    label: 'Delete conversations',
    phrase: 'delete conversations',
    description: 'removing threads for good',
  },
  messages: { label: 'Messages', phrase: 'messages', description: 'reading and sending' },
  templates: { label: 'Templates', phrase: 'templates', description: 'approved message templates' },
  broadcasts: {
    label: 'Broadcasts',
    phrase: 'broadcasts',
    description: 'sending to many people at once',
  },
  channels: {
    label: 'Channels',
    phrase: 'channels',
    description: 'connected phone numbers and inboxes',
  },
  users: { label: 'Users', phrase: 'users', description: 'people who work in the workspace' },
  teams: { label: 'Teams', phrase: 'teams', description: 'groups of users' },
  tags: { label: 'Tags', phrase: 'tags', description: 'labels on contacts and threads' },
  'custom-attributes': {
    label: 'Custom attributes',
    phrase: 'custom attributes',
    description: 'your own fields on contacts',
  },
  'canned-responses': {
    label: 'Canned responses',
    phrase: 'canned responses',
    description: 'saved replies',
  },
  tickets: { label: 'Tickets', phrase: 'tickets', description: 'requests and their progress' },
  'knowledge-base': {
    label: 'Knowledge base',
    phrase: 'knowledge base',
    description: 'help articles',
  },
  automations: { label: 'Automations', phrase: 'automations', description: 'rules and workflows' },
  webhooks: { label: 'Webhooks', phrase: 'webhooks', description: 'where events are sent' },
  bots: { label: 'Bots', phrase: 'bots', description: 'chat bots and their answers' },
  integrations: { label: 'Integrations', phrase: 'integrations', description: 'connected apps' },
  reports: { label: 'Reports', phrase: 'reports', description: 'figures and statistics' },
  'audit-logs': {
    label: 'Audit logs',
    phrase: 'audit logs',
    description: 'who did what, and when',
  },
  exports: { label: 'Exports', phrase: 'exports', description: 'downloads of data in bulk' },
  settings: { label: 'Settings', phrase: 'settings', description: 'the workspace’s configuration' },
  'api-keys': {
    label: 'API keys',
    phrase: 'API keys',
    description: 'creating and retiring keys like this one',
  },
} as const satisfies Record<Resource, { label: string; phrase: string; description: string }>;
