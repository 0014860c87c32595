import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRows } from '../../../../../../renderer/features/keys/dialogs/compare-rows';
import { createFormats } from '../../../../../../renderer/ui/text/formats';
import type { ApiKey } from '../../../../../../shared/keys/api-key';
import { startPageWords } from '../../../../../support/page-words';
import { apiKey, NOW } from '../../../some-api-key';

beforeAll(startPageWords);

const rowsOf = (...keys: ApiKey[]) => {
  const formats = createFormats('en-GB');
  return compareRows(keys, { t: i18next.t, formats, now: NOW });
};

describe('a comparison of keys', () => {
  it('marks nothing between equal keys', () => {
    const { facts, permissions } = rowsOf(apiKey(), apiKey(), apiKey());
    expect([...facts, ...permissions].filter(({ differs }) => differs)).toEqual([]);
    expect(permissions).toEqual([
      { name: 'Contacts', values: ['Write', 'Write', 'Write'], differs: false },
    ]);
  });

  it('marks what differs, dates by the day but for the end of a key', () => {
    const differing = rowsOf(
      apiKey({ expiresAt: '2026-12-24T12:00:00.000Z', createdAt: '2026-11-12T10:00:00.000Z' }),
      apiKey({ expiresAt: '2026-12-24T13:00:00.000Z', enabled: false, owner: 'Ada' }),
    ).facts.filter(({ differs }) => differs);
    expect(differing.map(({ name }) => name)).toEqual(['Status', 'Owner', 'Expires']);
    expect(differing[1]?.values).toEqual(['not set', 'Ada']);
    expect(new Set(differing[2]?.values).size).toBe(2);
  });

  it('does not mark tags and addresses in another order', () => {
    const { facts } = rowsOf(
      apiKey({ tags: ['a', 'b'], allowedIps: ['10.0.0.0/8', '::1/128'] }),
      apiKey({ tags: ['b', 'a'], allowedIps: ['::1/128', '10.0.0.0/8'] }),
    );
    expect(facts.some(({ differs }) => differs)).toBe(false);
  });

  it('lists the permissions one by one, those that this app does not know last', () => {
    const { permissions } = rowsOf(
      apiKey({ scopes: ['contacts:write', 'payments:read'] }),
      apiKey({ scopes: ['contacts:read', 'messages:write'] }),
    );
    expect(permissions.map(({ name, values, differs }) => [name, ...values, differs])).toEqual([
      ['Contacts', 'Write', 'Read', true],
      ['Messages', 'None', 'Write', true],
      ['payments:read', 'Granted', 'None', true],
    ]);
  });
});
