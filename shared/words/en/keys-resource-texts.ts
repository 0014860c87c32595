import type { Resource } from '../../keys/scopes';

/** What each resource of the scope catalogue is called within a sentence, and what it covers. */
export const resourceTexts = {
  contacts: { phrase: 'contacts', description: 'people and companies' },
  conversations: { phrase: 'conversations', description: 'threads, assignment, closing' },
  'conversations-delete': {
    phrase: 'delete conversations',
    description: 'removing threads for good',
  },
  messages: { phrase: 'messages', description: 'reading and sending' },
  templates: { phrase: 'templates', description: 'approved message templates' },
  broadcasts: { phrase: 'broadcasts', description: 'sending to many people at once' },
  channels: { phrase: 'channels', description: 'connected phone numbers and inboxes' },
  users: { phrase: 'users', description: 'people who work in the workspace' },
  teams: { phrase: 'teams', description: 'groups of users' },
  tags: { phrase: 'tags', description: 'labels on contacts and threads' },
  'custom-attributes': { phrase: 'custom attributes', description: 'your own fields on contacts' },
  'canned-responses': { phrase: 'canned responses', description: 'saved replies' },
  tickets: { phrase: 'tickets', description: 'requests and their progress' },
  'knowledge-base': { phrase: 'knowledge base', description: 'help articles' },
  automations: { phrase: 'automations', description: 'rules and workflows' },
  webhooks: { phrase: 'webhooks', description: 'where events are sent' },
  bots: { phrase: 'bots', description: 'chat bots and their answers' },
  integrations: { phrase: 'integrations', description: 'connected apps' },
  reports: { phrase: 'reports', description: 'figures and statistics' },
  'audit-logs': { phrase: 'audit logs', description: 'who did what, and when' },
  exports: { phrase: 'exports', description: 'downloads of data in bulk' },
  settings: { phrase: 'settings', description: 'the workspace’s configuration' },
  'api-keys': { phrase: 'API keys', description: 'creating and retiring keys like this one' },
} as const satisfies Record<Resource, { phrase: string; description: string }>;
