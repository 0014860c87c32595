import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { newKey, valueOf } from '../../../support/sample-keys';
import { syncApp } from '../../../support/sync-app';
import { recordsThere, testEndpoint } from '../../../support/sync-client';

type App = Awaited<ReturnType<typeof syncApp>>;

/** The window's list of keys, with later changes; a gap makes it fetch the list again. */
function window(app: App) {
  const shown = new Map<string, ApiKey>();
  let revision = -1;
  let read = 0;
  return async () => {
    for (; read < app.changes.length; read += 1) {
      const change = app.changes[read]!;
      if (change.revision !== revision + 1) revision = -1;
      else {
        revision = change.revision;
        for (const key of change.changed) shown.set(key.id, key);
        for (const id of change.removed) shown.delete(id);
      }
    }
    if (revision === -1) {
      const listed = valueOf(await app.apiKeys.list());
      shown.clear();
      for (const key of listed.keys) shown.set(key.id, key);
      revision = listed.revision;
    }
    return shown;
  };
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('create', 'edit', 'disable', 'delete') },
  { weight: 2, arbitrary: fc.constantFrom('sync', 'sync while nobody answers') },
  { weight: 1, arbitrary: fc.constantFrom('connect', 'forget', 'pause', 'resume') },
);

describe('the unsent state', () => {
  it('covers exactly the keys that differ, deleted ones by name', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const endpoint = await testEndpoint();
      const app = await syncApp();
      const keysShown = window(app);
      let number = 0;
      await app.connect(endpoint);
      for (const action of steps) {
        number += 1;
        const [first] = (await keysShown()).values();
        if (action === 'create') {
          valueOf(await app.apiKeys.create(newKey({ name: `Key ${number}` })));
        }
        if (action === 'edit' && first) {
          valueOf(await app.apiKeys.update(first.id, { note: `${number}` }));
        }
        if (action === 'disable' && first) valueOf(await app.apiKeys.setEnabled([first.id], false));
        if (action === 'delete' && first) valueOf(await app.apiKeys.delete([first.id]));
        const state = valueOf(app.sync.state());
        if (action === 'connect' && state.kind === 'off') await app.connect(endpoint);
        if (action === 'forget' && state.kind !== 'off') valueOf(await app.sync.forget());
        if (action === 'pause' && state.kind !== 'off') valueOf(await app.sync.setPaused(true));
        if (action === 'resume' && state.kind !== 'off') valueOf(await app.sync.setPaused(false));
        if (action === 'sync' && state.kind !== 'off') await app.run();
        if (action === 'sync while nobody answers' && state.kind !== 'off') {
          await endpoint.suspend();
          await app.run();
          await endpoint.resume();
        }
        await app.sync.settled();

        const shown = await keysShown();
        const there = recordsThere(endpoint);
        const now = valueOf(app.sync.state());
        const vault = app.session.vault!;
        expect([...shown.keys()].toSorted()).toEqual([...vault.keys.keys()].toSorted());
        if (now.kind === 'off') {
          expect([...shown.values()].filter(({ unsent }) => unsent !== undefined)).toEqual([]);
          continue;
        }
        for (const [id, key] of shown) {
          const isSame =
            JSON.stringify(sorted(there[id])) ===
            JSON.stringify(sorted(vault.keys.get(id)?.record));
          const expected = there[id] === undefined ? 'new' : isSame ? undefined : 'changed';
          expect([key.name, key.unsent]).toEqual([key.name, expected]);
        }
        const unsentHere = [...shown.values()].filter(({ unsent }) => unsent !== undefined);
        const liveOn = Object.values(there).filter((record) => !shown.has(record.id));
        expect(now.waiting).toBe(unsentHere.length + liveOn.length);
        const named = now.unsent.filter(({ change }) => change === 'deleted');
        expect(named.map(({ name }) => String(name)).toSorted()).toEqual(
          liveOn.map((record) => String(record['name'])).toSorted(),
        );
      }
      await app.sync.locking();
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('names 100 keys at most, and counts all', async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp();
    for (let number = 0; number < 103; number += 1) {
      valueOf(await app.apiKeys.create(newKey({ name: `Key ${number}` })));
    }
    valueOf(await app.sync.connect({ address: endpoint.url, user: '', secret: endpoint.token }));
    expect(app.state()).toMatchObject({ phase: { phase: 'new' }, waiting: 103 });
    expect(app.state().unsent).toHaveLength(100);
    expect(valueOf(await app.apiKeys.list()).keys.every(({ unsent }) => unsent === 'new')).toBe(
      true,
    );
    expect(valueOf(app.apiKeys.newest(true)).keys.every(({ unsent }) => unsent === 'new')).toBe(
      true,
    );
  });
});

const sorted = (record: object | undefined) =>
  record && Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
