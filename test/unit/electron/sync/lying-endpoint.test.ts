import { describe, expect, it } from 'vitest';
import { givesMore } from '../../../../shared/keys/access';
import type { SyncPhase, SyncState } from '../../../../shared/sync/sync-state';
import type { FaultName } from '../../../endpoint/faults/fault-plan';
import type { FaultOptions } from '../../../endpoint/faults/fault-options';
import { newKey, valueOf } from '../../../support/sample-keys';
import { syncApp } from '../../../support/sync-app';
import { testEndpoint } from '../../../support/sync-client';

const MEGABYTE = 1024 * 1024;
const LIST = { method: 'GET', path: '/records' };

const idle: SyncPhase = { phase: 'idle' };
const unexpected: SyncPhase = {
  phase: 'failed',
  failure: { code: 'endpoint-not-understood', problem: 'unexpected' },
};
const tooMuch: SyncPhase = { phase: 'failed', failure: { code: 'endpoint-too-much' } };

/** A fault of the endpoint, with the phase and the problems that the user sees. */
interface Lie {
  fault: FaultName;
  options?: FaultOptions;
  phase: SyncPhase;
  notices?: string[];
  problems?: { kind: string; detail: string }[];
}

const LIES: Lie[] = [
  {
    fault: 'hostile-strings',
    options: LIST,
    phase: idle,
    // The odd name is accepted as text; the note has invalid content.
    problems: [{ kind: 'invalid', detail: 'note' }],
  },
  { fault: 'hostile-shape', options: LIST, phase: unexpected },
  {
    fault: 'invalid-record',
    options: LIST,
    phase: idle,
    problems: [{ kind: 'invalid', detail: 'name' }],
  },
  { fault: 'unknown-field', options: LIST, phase: idle },
  { fault: 'widen-scopes', options: LIST, phase: idle, notices: ['more-access'] },
  { fault: 'resurrect', options: LIST, phase: idle },
  {
    fault: 'etag-back',
    options: LIST,
    phase: { phase: 'asking', question: { kind: 'replaced', reason: 'went-back' } },
  },
  { fault: 'short-batch', options: { method: 'POST' }, phase: unexpected },
  { fault: 'zip-bomb', options: { ...LIST, bytes: 40 * MEGABYTE }, phase: tooMuch },
  { fault: 'huge-page', options: { ...LIST, bytes: 40 * MEGABYTE }, phase: tooMuch },
  { fault: 'next-page-elsewhere', options: LIST, phase: unexpected },
  { fault: 'endless-pages', options: { ...LIST, times: 5 }, phase: unexpected },
];

/** Two vaults in sync; then one edits and deletes keys, and the other edits another. */
async function apart() {
  const endpoint = await testEndpoint({ settings: { closedSchema: false } });
  const asked = new Set<string>();
  const [other, app] = [
    await syncApp(),
    await syncApp({
      fetcher: (url, init) => {
        asked.add(new URL(url).origin);
        return fetch(url, init);
      },
    }),
  ];
  const ids: string[] = [];
  for (const name of ['Edited there', 'Deleted there', 'Edited here', 'Edited here too', 'Left']) {
    const made = await other.apiKeys.create(newKey({ name, scopes: ['tags:read'] }));
    ids.push(valueOf(made).apiKey.id);
  }
  await other.connect(endpoint);
  await app.connect(endpoint);
  const [editedThere = '', deletedThere = '', ...here] = ids;
  valueOf(await other.apiKeys.update(editedThere, { integration: 'there' }));
  await other.run();
  valueOf(await other.apiKeys.delete([deletedThere]));
  await other.run();
  for (const id of here.slice(0, 2)) valueOf(await app.apiKeys.update(id, { note: 'here' }));
  return { endpoint, app, other, asked, editedThere, deletedThere, here };
}

const recordsOf = ({ session }: Awaited<ReturnType<typeof syncApp>>) =>
  new Map([...(session.vault?.keys.values() ?? [])].map(({ record }) => [record.id, record]));

const told = ({ notices, problems }: Extract<SyncState, { kind: 'set-up' }>) => ({
  notices: notices.map(({ kind }) => kind).filter((kind) => kind !== 'deleted-elsewhere'),
  problems: problems.map(({ kind, detail }) => ({ kind, detail })),
});

describe('a lying endpoint', () => {
  it.each(LIES)('with the fault $fault is detected, and the vault stays intact', async (lie) => {
    const { fault, options, phase, notices = [], problems = [] } = lie;
    const { endpoint, app, asked, editedThere, deletedThere, here } = await apart();
    const before = recordsOf(app);
    endpoint.faults.arm(fault, options);
    expect(await app.run()).toEqual(phase);
    expect(endpoint.faults.struck.map((strike) => strike.fault)).toContain(fault);
    expect(told(app.state())).toEqual({ notices, problems });
    endpoint.faults.clear();

    // Remote edits can only be taken on trust. Everything else is unchanged.
    const after = recordsOf(app);
    for (const [id, record] of before) {
      const now = after.get(id);
      if (id === deletedThere && now === undefined) continue;
      if (id !== editedThere) expect(now).toEqual(record);
      else if (fault !== 'widen-scopes') expect(now && givesMore(record, now)).toBe(false);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect([...asked]).toEqual([new URL(endpoint.root).origin]);

    // Once the endpoint is honest again, its state is applied, and local edits are sent or asked
    // about.
    if (phase.phase === 'asking') valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(await app.run()).toEqual(idle);
    const there = new Map(endpoint.records().map((record) => [record.id, record]));
    const conflicts = app
      .state()
      .conflicts.flatMap(({ keyId, fields }) =>
        fields.map(({ field, mine }) => `${keyId} ${field} ${String(mine)}`),
      );
    for (const id of here.slice(0, 2)) {
      if (phase.phase === 'asking') expect(conflicts).toContain(`${id} note here`);
      else expect(there.get(id)?.['note']).toBe('here');
    }
    expect(there.has(deletedThere)).toBe(false);
    expect(app.state().waiting).toBe(0);
  });

  it('cannot revive a key with an agreed deletion', async () => {
    const { endpoint, app, deletedThere, here } = await apart();
    const [mine = ''] = here;
    await app.run();
    valueOf(await app.apiKeys.delete([mine]));
    endpoint.faults.arm('resurrect', { ...LIST, times: 10 });
    await app.run();
    await app.run();
    expect(endpoint.faults.struck.length).toBeGreaterThan(0);
    expect(recordsOf(app).has(mine)).toBe(false);
    expect(recordsOf(app).has(deletedThere)).toBe(false);
  });
});
