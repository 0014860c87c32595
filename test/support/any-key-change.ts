import fc from 'fast-check';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { KeyChange } from '../../shared/keys/key-change';
import { normaliseScopes } from '../../shared/keys/scopes';
import { normaliseTags } from '../../shared/keys/tags';

/** The time of the changes. */
export const CHANGED_AT = Date.parse('2026-11-23T09:12:00.000Z');
const DAY = 24 * 60 * 60_000;

const inDays = (days: number) => new Date(CHANGED_AT + days * DAY).toISOString();

const scope = fc.constantFrom(
  'messages:read',
  'messages:write',
  'contacts:read',
  'contacts:write',
  'conversations-delete:write',
  'reports:read',
);
const elsewhere = fc.constantFrom('*', 'robots:write', 'nothing:read');
const scopes = fc
  .array(fc.oneof({ weight: 4, arbitrary: scope }, elsewhere), { minLength: 1, maxLength: 5 })
  .map(normaliseScopes);
const tags = fc.array(fc.constantFrom('crm', 'CRM', 'mail', 'Été', 'x', 'y', 'z'), {
  maxLength: 4,
});
const ranges = fc.uniqueArray(
  fc.constantFrom('203.0.113.0/24', '203.0.113.7/32', '2001:db8::/32', '0.0.0.0/0', '10.0.0.0/8'),
  { maxLength: 3 },
);
const expiresAt = fc.option(fc.integer({ min: -20, max: 400 }).map(inDays));
const text = fc.constantFrom('', 'Zoho', 'Mia', ' Mia ');
const report = fc.option(fc.constant({ at: inDays(-1), reason: 'In a chat' }), { freq: 4 });

/** Fields of a key as the vault may hold them. */
export const anyKeyFields: fc.Arbitrary<Partial<ApiKeyRecord>> = fc.record({
  integration: fc.constantFrom('', 'Zoho'),
  owner: fc.constantFrom('', 'Mia'),
  tags: tags.map(normaliseTags),
  scopes,
  enabled: fc.boolean(),
  expiresAt,
  allowedIps: ranges,
  compromised: report,
});

/** Any change of keys. */
export const anyKeyChange: fc.Arbitrary<KeyChange> = fc.oneof(
  fc.record({ kind: fc.constant('enabled' as const), enabled: fc.boolean() }),
  fc.record({
    kind: fc.constant('extension' as const),
    days: fc.integer({ min: 1, max: 400 }),
    from: fc.constant(inDays(0)),
  }),
  fc.record({
    kind: fc.constant('expiration' as const),
    expiresAt: fc.option(fc.integer({ min: 1, max: 400 }).map(inDays)),
  }),
  fc.record({ kind: fc.constant('add-permission' as const), scope }),
  fc.record({
    kind: fc.constant('remove-permission' as const),
    permission: fc.constantFrom('messages', 'contacts', 'conversations-delete', 'reports', '*'),
    stays: fc.constantFrom('nothing' as const, 'read' as const),
  }),
  fc.record({ kind: fc.constant('integration' as const), integration: text }),
  fc.record({ kind: fc.constant('owner' as const), owner: text }),
  fc.record({
    kind: fc.constant('tags' as const),
    how: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
    tags,
  }),
  fc.record({
    kind: fc.constant('addresses' as const),
    how: fc.constantFrom('add' as const, 'replace' as const),
    allowedIps: ranges,
  }),
  fc.record({
    kind: fc.constant('compromised' as const),
    reason: fc.constantFrom('', 'In a log\u0000file'),
    at: fc.constant(inDays(0)),
    disables: fc.boolean(),
  }),
);
