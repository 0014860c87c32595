import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findingsOf } from '../../../../../../renderer/features/keys/panel/key-findings';
import { entryOf } from '../../../../../../renderer/features/keys/store/key-entry';
import { risksOf } from '../../../../../../shared/keys/risks';
import { NOTHING_IN_FORCE } from '../../../../../../shared/rules/rules-in-force';
import { keyId } from '../../../../../support/sample-keys';
import { apiKey, NOW } from '../../../some-api-key';

it('the findings of one key are those that the search among all keys has about it', () => {
  const some = fc.record({
    integration: fc.constantFrom('', 'Zoho', 'zoho ', 'ZÖHO', 'Zoho CRM'),
    environment: fc.constantFrom('live' as const, 'test' as const),
    enabled: fc.boolean(),
    scopes: fc.constantFrom<string[]>(['contacts:read'], ['users:write', 'settings:write']),
    expiresAt: fc.constantFrom(null, '2026-11-20T00:00:00.000Z', '2026-11-30T00:00:00.000Z'),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 8 }), (changes) => {
      const keys = changes.map((one, index) => apiKey({ ...one, id: keyId(index + 1) }));
      const entries = keys.map((key) => entryOf(key));
      const all = risksOf(keys, NOW);
      for (const key of keys) {
        const codes = findingsOf(key, entries, NOW, NOTHING_IN_FORCE).map(({ code }) => code);
        const expected = all.filter(({ keyIds }) => keyIds.includes(key.id));
        expect(codes).toEqual(expected.map(({ code }) => code));
      }
    }),
  );
});
