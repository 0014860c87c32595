import { describe, expect, it } from 'vitest';
import { ActivityReading } from '../../../../electron/activity/activity-reading';
import { valueOf } from '../../../support/sample-keys';
import {
  createKeys,
  isThere,
  openEndpoint,
  recordIn,
  makeUnreadable,
} from '../../../support/unreadable-records';
import { syncApp } from '../../../support/sync-app';

const idle = { phase: 'idle' };

/** An app in sync on two keys. */
async function inStep() {
  const endpoint = await openEndpoint();
  const app = await syncApp();
  const [id] = await createKeys(app, ['Zoho', 'HubSpot']);
  await app.connect(endpoint);
  const compare = async () => {
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
  };
  const isHere = () => app.session.vault?.keys.has(id);
  return { endpoint, app, id, good: recordIn(endpoint, id), compare, isHere };
}

/** Both sides were compared from the start while one record was unreadable. */
async function comparedUnreadable() {
  const all = await inStep();
  makeUnreadable(all.endpoint, all.id);
  await all.compare();
  expect(all.app.state().phase).toEqual(idle);
  expect(all.app.state().problems).toHaveLength(1);
  return all;
}

describe('after both sides were compared from the start', () => {
  it('the chosen deletion of an unreadable record is sent even if the record becomes readable first', async () => {
    const { endpoint, app, id, good, isHere } = await comparedUnreadable();
    valueOf(await app.sync.settle(id, 'delete'));
    expect(isHere()).toBe(false);
    endpoint.put(good);
    expect(await app.run()).toEqual(idle);
    expect(isHere()).toBe(false);
    expect(isThere(endpoint, id)).toBe(false);
  });

  it('a local deletion is sent although the record is unreadable', async () => {
    const { endpoint, app, id, isHere } = await comparedUnreadable();
    valueOf(await app.apiKeys.delete([id]));
    expect(await app.run()).toEqual(idle);
    expect(isThere(endpoint, id)).toBe(false);
    expect(isHere()).toBe(false);
    expect(app.state()).toMatchObject({ problems: [], waiting: 0 });
  });

  it('a local deactivation is sent although the record is unreadable', async () => {
    const { endpoint, app, id } = await comparedUnreadable();
    valueOf(await app.apiKeys.setEnabled([id], false));
    expect(await app.run()).toEqual(idle);
    expect(recordIn(endpoint, id)).toMatchObject({ enabled: false });
  });

  it('a deletion before the first pull is not lost', async () => {
    const { endpoint, app, id, compare, isHere } = await inStep();
    endpoint.faults.arm('503', { path: '/records' });
    await compare();
    expect(app.state().phase).toMatchObject({ phase: 'failed' });
    valueOf(await app.apiKeys.delete([id]));
    expect(await app.run()).toEqual(idle);
    expect(isHere()).toBe(false);
    expect(isThere(endpoint, id)).toBe(false);
  });

  it('a returned key stays at the endpoint, and stays undecided', async () => {
    const { endpoint, app, id, good, compare } = await inStep();
    valueOf(await app.apiKeys.delete([id]));
    await app.run();
    endpoint.put(good);
    await app.run();
    expect(app.state().returned).toHaveLength(1);
    await compare();
    expect(app.state().phase).toEqual(idle);
    expect(isThere(endpoint, id)).toBe(true);
    expect(app.state().returned).toHaveLength(1);
  });
});

describe('the chosen deletion of a returned key', () => {
  it('is listed by name among the unsent changes', async () => {
    const { endpoint, app, id, good } = await inStep();
    valueOf(await app.apiKeys.delete([id]));
    await app.run();
    endpoint.put(good);
    await app.run();
    expect(app.state().returned).toEqual([{ keyId: id, name: 'Zoho' }]);
    await endpoint.suspend();
    valueOf(await app.sync.answerReturned({ keyIds: [id], answer: 'delete' }));
    await app.sync.settled();
    expect(app.state().unsent).toEqual([{ keyId: id, name: 'Zoho', change: 'deleted' }]);
    await endpoint.resume();
  });
});

describe('the name of a deleted key', () => {
  it.each(['here', 'elsewhere'])('that was deleted %s survives a comparison', async (where) => {
    const { endpoint, app, id, good, compare } = await inStep();
    const vault = app.session.vault!;
    const before = vault.activity.end;
    if (where === 'here') valueOf(await app.apiKeys.delete([id]));
    else endpoint.remove(id);
    expect(await app.run()).toEqual(idle);
    expect(app.state().waiting).toBe(0);
    endpoint.put(good);
    endpoint.faults.arm('503', { method: 'DELETE', times: 9 });
    await compare();
    for (const { name } of app.state().unsent) expect(name).toBe('Zoho');
    expect([...vault.ledger.entries.values()].find((entry) => entry.id === id)?.name).toBe('Zoho');
    // The activity is read from before the deletion on, as after archiving.
    const reading = new ActivityReading({ vault: () => vault, onProgress: () => undefined });
    const filter = {
      events: [],
      actors: [],
      origins: [],
      keyId: id,
      within: null,
      since: null,
      until: null,
      query: '',
    };
    const { entries } = valueOf(await reading.page(before, filter, 0));
    expect(entries.map(({ key }) => key?.name)).toEqual(entries.map(() => 'Zoho'));
    expect(entries.length).toBeGreaterThan(0);
  });
});
