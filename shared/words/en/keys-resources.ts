import type { Resource } from '../../keys/scopes';

/** What each resource of the scope catalogue is called. */
export const resourceWords = {
  contacts: { label: 'Contacts' },
  conversations: { label: 'Conversations' },
  'conversations-delete': { label: 'Delete conversations' },
  messages: { label: 'Messages' },
  templates: { label: 'Templates' },
  broadcasts: { label: 'Broadcasts' },
  channels: { label: 'Channels' },
  users: { label: 'Users' },
  teams: { label: 'Teams' },
  tags: { label: 'Tags' },
  'custom-attributes': { label: 'Custom attributes' },
  'canned-responses': { label: 'Canned responses' },
  tickets: { label: 'Tickets' },
  'knowledge-base': { label: 'Knowledge base' },
  automations: { label: 'Automations' },
  webhooks: { label: 'Webhooks' },
  bots: { label: 'Bots' },
  integrations: { label: 'Integrations' },
  reports: { label: 'Reports' },
  'audit-logs': { label: 'Audit logs' },
  exports: { label: 'Exports' },
  settings: { label: 'Settings' },
  'api-keys': { label: 'API keys' },
} as const satisfies Record<Resource, { label: string }>;
