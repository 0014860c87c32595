import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport, previewReport } from '../../../../electron/reports/content/build-report';
import { Pacer } from '../../../../electron/reports/pacer';
import type { ReportSource, SourceEvent } from '../../../../electron/reports/content/report-source';
import { sourceOf } from '../../../../electron/reports/report-vault';
import type { ReportRequest, Row } from '../../../../shared/reports/report';
import { RESOURCES } from '../../../../shared/keys/scopes';
import { CONTEXT, documentOf, request, sourceOfRecords } from '../../../support/report-parts';
import { keysOf } from '../../../support/small-vault';
import { newKey, someRecord, valueOf } from '../../../support/sample-keys';
import { syncClient, testEndpoint } from '../../../support/sync-client';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

const rowsOf = async (report: Awaited<ReturnType<typeof buildReport>>): Promise<Row[]> => {
  const rows: Row[] = [];
  await report.eachRows((more) => void rows.push(...more));
  return rows;
};
const summaryOf = ({ summary }: { summary: { label: string; value: string }[] }) =>
  Object.fromEntries(summary.map(({ label, value }) => [label, value]));

const KEYS = [
  someRecord(1, { name: 'Beta', integration: 'Zoho', lastUsedAt: '2026-11-20T00:00:00.000Z' }),
  someRecord(2, { name: 'alpha', integration: 'Zoho', enabled: false, note: 'for Anna' }),
  someRecord(3, {
    name: 'Gamma 10',
    integration: '',
    environment: 'test',
    expiresAt: '2026-01-01T00:00:00.000Z',
    scopes: ['messages:write', 'future:admin'],
  }),
  someRecord(4, { name: 'Delta', integration: 'SAP', expiresAt: '2026-12-01T00:00:00.000Z' }),
];
const source = sourceOfRecords(KEYS);
const names = async (changes: Partial<ReportRequest>) =>
  (await rowsOf(await documentOf(source, { columns: ['name'], ...changes }))).flat();

describe('a report about a vault with unsent changes', () => {
  it.each(['inventory', 'access-review', 'risk', 'lifecycle'] as const)(
    'says so: %s, in the file and in the preview',
    async (kind) => {
      const context = { ...CONTEXT, unsent: 2 };
      const asked = request({ kind, format: 'pdf' });
      const told = { tone: 'care', text: expect.stringMatching(/^2 changes of API keys have not/) };
      const report = await buildReport(source, asked, context, new Pacer());
      const preview = await previewReport(source, asked, context, new Pacer());
      expect(report.statements).toContainEqual(told);
      expect(preview.statements).toContainEqual(told);
      expect((await documentOf(source, { kind })).statements).not.toContainEqual(told);
    },
  );
});

describe('the scope of a report', () => {
  it.each<[ReportRequest['scope'], string[]]>([
    [{ kind: 'all' }, ['Beta', 'alpha', 'Gamma 10', 'Delta']],
    [{ kind: 'filter', filter: 'status:active' }, ['Beta', 'Delta']],
    [{ kind: 'filter', filter: 'anna' }, ['alpha']],
    [{ kind: 'filter', filter: 'scope:messages:write' }, ['Gamma 10']],
    [{ kind: 'integration', integration: 'zoho' }, ['Beta', 'alpha']],
    [{ kind: 'integration', integration: '' }, ['Gamma 10']],
    [{ kind: 'selection', ids: [KEYS[3]?.id ?? ''] }, ['Delta']],
  ])('%j', async (scope, expected) => {
    expect(await names({ scope })).toEqual(expected);
  });

  it('is described in words', async () => {
    const said = async (scope: ReportRequest['scope']) =>
      (await documentOf(source, { scope })).about.find(({ id }) => id === 'filter')?.value;
    expect(await said({ kind: 'all' })).toBe('All API keys');
    expect(
      await said({ kind: 'filter', filter: 'status:active scope:messages:write "a b" zoho' }),
    ).toBe('Status: active; Access to: Messages (write); Containing: “a b”, “zoho”');
    expect(await said({ kind: 'selection', ids: [KEYS[3]?.id ?? ''] })).toBe(
      'A selection of 1 API key',
    );
    expect(await said({ kind: 'integration', integration: 'Zoho' })).toBe('Integration: Zoho');
  });
});

describe('the order of a report', () => {
  it('is by a column, ignoring case, with missing values last', async () => {
    const order = (column: string, descending = false) => ({ order: { column, descending } });
    expect(await names(order('name'))).toEqual(['alpha', 'Beta', 'Delta', 'Gamma 10']);
    expect(await names(order('name', true))).toEqual(['Gamma 10', 'Delta', 'Beta', 'alpha']);
    expect(await names(order('lastUsedAt'))).toEqual(['Beta', 'alpha', 'Gamma 10', 'Delta']);
    expect(await names(order('expiresAt'))).toEqual(['Gamma 10', 'Delta', 'Beta', 'alpha']);
    expect(await names(order('expiresAt', true))).toEqual(['Delta', 'Gamma 10', 'Beta', 'alpha']);
    expect((await names(order('integration', true))).at(-1)).toBe('Gamma 10');
    expect(await names(order('no such column'))).toEqual(['Beta', 'alpha', 'Gamma 10', 'Delta']);
  });

  it('is by severity in a severity column', async () => {
    const asked: Partial<ReportRequest> = { kind: 'risk', columns: ['severity'] };
    const severities = async (descending: boolean) => {
      const report = await documentOf(source, {
        ...asked,
        order: { column: 'severity', descending },
      });
      return [...new Set((await rowsOf(report)).flat())];
    };
    expect(await severities(true)).toEqual(['Medium', 'Low']);
    expect(await severities(false)).toEqual(['Low', 'Medium']);
    const all = [...KEYS, someRecord(5, { scopes: RESOURCES.map((each) => `${each}:write`) })];
    const grave = await documentOf(sourceOfRecords(all), {
      ...asked,
      order: { column: 'severity', descending: true },
    });
    expect([...new Set((await rowsOf(grave)).flat())]).toEqual(['High', 'Medium', 'Low']);
  });

  it('works for thousands of rows, and is stable', async () => {
    const many = Array.from({ length: 7_001 }, (_, index) =>
      someRecord(index, { name: `Key ${(index * 7919) % 7_001}`, integration: `${index % 3}` }),
    );
    const report = await documentOf(sourceOfRecords(many), {
      columns: ['integration', 'id'],
      order: { column: 'integration', descending: false },
    });
    const rows = (await rowsOf(report)).map((row) => row.join(' '));
    expect(rows).toEqual(rows.toSorted());
    expect(rows).toHaveLength(7_001);
  });
});

describe('the inventory', () => {
  it('has counts, and every field except hash and secret', async () => {
    const report = await documentOf(source, { format: 'json' });
    expect(summaryOf(report)).toEqual({
      'API keys': '4',
      Active: '2',
      Inactive: '2',
      'May write': '4',
      'Active, never used in 30 days': '0',
      'Active, no expiry': '1',
    });
    const ids = report.columns.map(({ id }) => id);
    expect(ids).not.toContain('secretHash');
    for (const field of Object.keys(KEYS[0] ?? {})) {
      if (field !== 'secretHash' && field !== 'previousSecret') expect(ids).toContain(field);
    }
  });

  it('has only the chosen, existing columns', async () => {
    const report = await documentOf(source, { columns: ['id', 'secret', 'name', 'id'] });
    expect(report.columns.map(({ id }) => id)).toEqual(['id', 'name']);
    const usual = await documentOf(source, { columns: null });
    const unknown = await documentOf(source, { columns: ['secret', 'of a later version'] });
    expect(unknown.columns).toEqual(usual.columns);
  });

  it('has one page in the preview, with the total count', async () => {
    const many = Array.from({ length: 100 }, (_, index) => someRecord(index));
    const preview = await previewReport(sourceOfRecords(many), request(), CONTEXT, new Pacer());
    expect(preview.rows).toHaveLength(12);
    expect(preview.count).toBe(100);
  });
});

describe('the access review', () => {
  it('shows none, read or write for each resource, and unknown scopes', async () => {
    const report = await documentOf(source, {
      kind: 'access-review',
      columns: ['name', 'scope:contacts', 'scope:conversations', 'scope:messages', 'otherScopes'],
    });
    expect(await rowsOf(report)).toEqual([
      ['alpha', 'W', 'R', '–', []],
      ['Beta', 'W', 'R', '–', []],
      ['Delta', 'W', 'R', '–', []],
      ['Gamma 10', '–', '–', 'W', ['future:admin']],
    ]);
  });
});

describe('the access review as a document', () => {
  const review = async (records: typeof KEYS, changes: Partial<ReportRequest> = {}) => {
    const of = sourceOfRecords(records);
    const asked = { kind: 'access-review', format: 'pdf', ...changes } as const;
    const { columns, statements } = await documentOf(of, asked);
    const preview = await previewReport(of, request(asked), CONTEXT, new Pacer());
    expect(preview.columns).toEqual(columns);
    return { ids: columns.map(({ id }) => id), statements };
  };

  it('marks disabled keys, and lists what no column of the matrix can show', async () => {
    const { ids, statements } = await review(KEYS);
    expect(ids).toEqual(expect.arrayContaining(['status', 'otherScopes']));
    expect(statements).toEqual([
      {
        tone: 'care',
        text: expect.stringMatching(
          /^1 API key has .* does not know\. The matrix does not show them: future:admin\./,
        ),
      },
    ]);
    const known = await review(KEYS.filter(({ name }) => name !== 'Gamma 10'));
    expect(known.ids).toContain('status');
    expect(known.ids).not.toContain('otherScopes');
    expect(known.statements).toEqual([]);
  });

  it('warns of hidden access when other columns were chosen', async () => {
    const { ids, statements } = await review(KEYS, { columns: ['name', 'scope:messages'] });
    expect(ids).toEqual(['name', 'scope:messages']);
    expect(statements).toHaveLength(1);
  });
});

describe('the risk report', () => {
  it('lists each key and finding, with evidence and advice', async () => {
    const report = await documentOf(source, {
      kind: 'risk',
      columns: ['severity', 'finding', 'name', 'why', 'advice'],
    });
    const rows = await rowsOf(report);
    const found = rows.map(([severity, finding, name]) => [severity, finding, name].join(': '));
    expect(found).toContain('Medium: Expires within 14 days: Delta');
    expect(found).toContain('Low: Expired: Gamma 10');
    expect(found).toContain('Low: No expiration date: Beta');
    for (const row of rows) expect(row.every((cell) => cell !== '' && cell !== null)).toBe(true);
    const expiring = rows.find(([, finding]) => finding === 'Expires within 14 days');
    expect(expiring?.[3]).toContain('Expires on 2026-12-01.');
    expect(summaryOf(report)['Findings']).toBe(String(rows.length));
  });

  it('counts integrations shared with keys outside the report', async () => {
    const pair = [1, 2].map((number) => someRecord(number, { name: `Key ${number}` }));
    const report = await documentOf(sourceOfRecords(pair), {
      kind: 'risk',
      scope: { kind: 'filter', filter: '"key 1"' },
      columns: ['finding', 'name'],
    });
    const rows = (await rowsOf(report)).map((row) => row.join(': '));
    expect(rows.some((row) => row.endsWith('integration: Key 1'))).toBe(true);
    expect(rows.join()).not.toContain('Key 2');
  });
});

/** A vault with a few events on 23 November 2026. */
async function livedInVault() {
  const made = await createdVault(join(await temporaryDirectory(), 'vault'));
  const apiKeys = keysOf(made);
  const first = valueOf(await apiKeys.create(newKey({ name: 'First' }))).apiKey;
  const second = valueOf(
    await apiKeys.create(newKey({ name: 'Second', expiresAt: '2026-11-23T10:00:00.000Z' })),
  ).apiKey;
  valueOf(await apiKeys.update(first.id, { name: 'Renamed', note: 'why' }));
  made.clock.now += 24 * 60 * 60 * 1000;
  valueOf(await apiKeys.delete([second.id]));
  const { vault } = made.session;
  if (!vault) throw new Error('locked');
  const build = (changes: Partial<ReportRequest>) =>
    buildReport(
      sourceOf(vault),
      request(changes),
      { ...CONTEXT, now: made.clock.now },
      new Pacer(),
    );
  return { made, apiKeys, first, second, build };
}

describe('two vaults with the same keys', () => {
  it('have equal inventories, in whatever order they got the keys', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    for (const name of ['Zoho', 'HubSpot', 'Billing', 'Zendesk']) {
      valueOf(await a.apiKeys.create(newKey({ name, integration: name.slice(0, 1) })));
      valueOf(await b.apiKeys.create(newKey({ name: `${name} of b`, integration: 'b' })));
      await (name === 'Billing' ? b : a).sync();
    }
    for (const client of [b, a, b, a]) await client.sync();
    expect(a.vault.keys.size).toBe(8);
    for (const kind of ['inventory', 'access-review', 'risk'] as const) {
      for (const order of [null, { column: 'environment', descending: false }]) {
        const [mine, theirs] = await Promise.all(
          [a, b].map(async ({ vault }) => {
            const asked = { kind, order, columns: ['name', 'scopes', 'finding', 'id'] };
            const report = await buildReport(sourceOf(vault), request(asked), CONTEXT, new Pacer());
            return { rows: await rowsOf(report), charts: report.charts, sha: report.dataSha256 };
          }),
        );
        expect(theirs).toEqual(mine);
      }
    }
  });
});

describe('the activity report', () => {
  it('lists the events in order, and says that the chain is whole', async () => {
    const { build, second } = await livedInVault();
    const report = await build({
      kind: 'activity',
      columns: ['sequence', 'event', 'name', 'change'],
    });
    expect(await rowsOf(report)).toEqual([
      [1, 'Vault created', null, null],
      [2, 'API key created', 'First', 'Contacts: write, Conversations: read'],
      [3, 'API key created', 'Second', 'Contacts: write, Conversations: read'],
      [4, 'API key changed', 'Renamed', expect.stringContaining('API Key Name: First → Renamed')],
      [5, 'API key deleted', 'Second', null],
    ]);
    expect(report.statements).toEqual([
      { tone: 'good', text: expect.stringMatching(/^Verified: 5 events, number 1 to 5, /) },
    ]);
    const through = await build({ kind: 'activity', columns: ['actor', 'origin'] });
    expect((await rowsOf(through)).at(-1)).toEqual(['tester', 'window']);
    const one = await build({ kind: 'activity', scope: { kind: 'selection', ids: [second.id] } });
    expect((await rowsOf(one)).map(([sequence]) => sequence)).toEqual([3, 5]);
  });

  it('is limited to its period, and to events before the request', async () => {
    const { build, apiKeys } = await livedInVault();
    const yesterday = { kind: 'between', from: '2026-11-23', to: '2026-11-23' } as const;
    const report = await build({ kind: 'activity', period: yesterday });
    valueOf(await apiKeys.create(newKey({ name: 'Later' })));
    expect(await rowsOf(report)).toHaveLength(4);
    expect(report.count).toBe(4);
    const whole = await build({ kind: 'activity' });
    valueOf(await apiKeys.create(newKey({ name: 'Much later' })));
    expect(await rowsOf(whole)).toHaveLength(whole.count);
  });
});

describe('the lifecycle report', () => {
  it('counts by month, and the ages and expiries of the keys', async () => {
    const { build } = await livedInVault();
    const report = await build({ kind: 'lifecycle' });
    const rows = (await rowsOf(report)).map((row) => row.join(','));
    expect(rows).toContain('Month,2026-11,2,0,1,1,');
    expect(rows).toContain('Age,under 30 days,,,,,1');
    expect(rows).toContain('Expiry,no expiry,,,,,1');
    expect(report.statements[0]?.tone).toBe('good');
  });
});

describe('keys whose creation is unreadable', () => {
  const NOW_KEY = someRecord(1, {
    name: 'Now',
    integration: 'Zoho',
    createdAt: '2025-03-04T00:00:00.000Z',
  });
  const GONE = someRecord(2, { name: 'Gone', createdAt: '2025-05-06T00:00:00.000Z' });
  const event = (
    sequence: number,
    name: string,
    keyId: string | null,
    change: unknown,
  ): SourceEvent => ({
    sequence,
    at: `2026-0${sequence - 6}-02T00:00:00.000Z`,
    actor: 'tester',
    event: name,
    keyId,
    change,
  });
  const rotated = { before: {}, after: { secretHash: 'cd'.repeat(32) } };
  const EVENTS = [
    event(7, 'key.rotated', NOW_KEY.id, rotated),
    event(8, 'key.revealed', NOW_KEY.id, null),
    event(9, 'key.rotated', GONE.id, rotated),
    event(10, 'key.deleted', GONE.id, { before: GONE }),
    // Revived by a restore, and deleted again.
    event(11, 'key.created', GONE.id, { record: GONE }),
    event(12, 'key.deleted', GONE.id, { before: GONE }),
  ];
  const cut: ReportSource = {
    ...sourceOfRecords([NOW_KEY]),
    walkActivity: async ({ onEvents }) => {
      await onEvents(EVENTS);
      const archived = { events: 0, first: null, bad: [{ file: 'a', first: 1, last: 6 }] };
      return { verdict: { kind: 'whole' }, first: 7, last: 12, tag: 'TAG', end: null, archived };
    },
  };

  it('have their names in the activity report, and belong to their scope', async () => {
    const columns = ['sequence', 'name'];
    const whole = await documentOf(cut, { kind: 'activity', columns });
    expect(await rowsOf(whole)).toEqual([
      [7, 'Now'],
      [8, 'Now'],
      [9, null],
      [10, 'Gone'],
      [11, 'Gone'],
      [12, 'Gone'],
    ]);
    const scope = { kind: 'integration', integration: 'zoho' } as const;
    const one = await documentOf(cut, { kind: 'activity', columns, scope });
    expect(await rowsOf(one)).toEqual([
      [7, 'Now'],
      [8, 'Now'],
    ]);
  });

  it("count in the lifecycle report from their record's creation date", async () => {
    const months = async (changes: Partial<ReportRequest> = {}) => {
      const rows = await rowsOf(await documentOf(cut, { kind: 'lifecycle', ...changes }));
      const counted = rows.filter(([, , ...counts]) => counts.some((count) => Number(count) > 0));
      return counted.filter(([measure]) => measure === 'Month').map((row) => row.join(','));
    };
    expect(await months()).toEqual([
      'Month,2025-03,1,0,0,0,',
      'Month,2025-05,1,0,0,0,',
      'Month,2026-01,0,1,0,0,',
      'Month,2026-03,0,1,0,0,',
      'Month,2026-04,0,0,0,1,',
      'Month,2026-06,0,0,0,1,',
    ]);
    expect(await months({ scope: { kind: 'selection', ids: [NOW_KEY.id] } })).toEqual([
      'Month,2025-03,1,0,0,0,',
      'Month,2026-01,0,1,0,0,',
    ]);
  });
});

describe('a cancelled report', () => {
  it('rejects with the reason of the cancellation', async () => {
    const run = new AbortController();
    run.abort(new Error('enough'));
    const pacer = new Pacer(run.signal);
    await expect(buildReport(source, request(), CONTEXT, pacer)).rejects.toThrow('enough');
  });

  it('rejects when the vault is locked meanwhile', async () => {
    const { made, build } = await livedInVault();
    const report = await build({ kind: 'activity' });
    await made.session.lock();
    await expect(rowsOf(report)).rejects.toThrow('vault-locked');
  });
});
