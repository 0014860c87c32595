import type { ApiKey } from '../../../shared/keys/api-key';

export const NOW = Date.parse('2026-11-23T12:00:00.000Z');

/** A key as the window receives it, with the fields that matter to the test. */
export const apiKey = (changes: Partial<ApiKey> = {}): ApiKey => ({
  id: '01930000-0000-7000-8000-000000000001',
  name: 'CRM sync',
  integration: 'Zoho CRM',
  note: '',
  environment: 'live',
  scopes: ['contacts:write'],
  enabled: true,
  expiresAt: null,
  allowedIps: [],
  createdAt: '2026-11-12T09:00:00.000Z',
  updatedAt: '2026-11-12T09:00:00.000Z',
  lastUsedAt: null,
  createdBy: 'admin',
  hint: 'ock_live_8dKq…w3Zp',
  secretCreatedAt: '2026-11-12T09:00:00.000Z',
  owner: '',
  tags: [],
  rotateEvery: null,
  compromised: null,
  hasSecret: true,
  ...changes,
});
