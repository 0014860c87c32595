import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ActivityArchiving } from '../../../../electron/activity/activity-archiving';
import { ActivityReading } from '../../../../electron/activity/activity-reading';
import type { Progress } from '../../../../electron/lib/progress';
import type {
  ActivityCursor,
  ActivityEntry,
  ActivityFilter,
  ActivityPage,
} from '../../../../shared/activity/activity';
import { NO_ACTIVITY_FILTER } from '../../../../shared/activity/activity';
import { vaultWithHistory } from '../../../support/vault-with-history';
import { keysOf } from '../../../support/small-vault';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

async function opened() {
  const directory = await temporaryDirectory();
  const made = await createdVault(directory);
  const progress: ({ done: number; total: number } | null)[] = [];
  const reading = new ActivityReading({
    vault: () => made.session.vault,
    onProgress: (step) => progress.push(step),
  });
  /** All entries, read in parts. */
  const all = async (filter: Partial<ActivityFilter> = {}) => {
    const entries: ActivityEntry[] = [];
    let from: ActivityCursor | null = null;
    let pages = 0;
    do {
      const page: ActivityPage = valueOf(
        await reading.page(from, { ...NO_ACTIVITY_FILTER, ...filter }, 0),
      );
      expect(page.brokenLine).toBeNull();
      entries.push(...page.entries);
      from = page.next;
      pages += 1;
    } while (from !== null);
    return { entries, pages };
  };
  return { ...made, directory, reading, progress, all, apiKeys: keysOf(made) };
}

const eventsOf = (entries: readonly ActivityEntry[]) => entries.map(({ event }) => event);

describe('reading the activity', () => {
  it('returns actor, time, event and key, newest first', async () => {
    const { apiKeys, all } = await opened();
    const { apiKey } = valueOf(await apiKeys.create(newKey({ name: 'Old name', note: 'n' })));
    valueOf(await apiKeys.update(apiKey.id, { name: 'New name', scopes: ['tags:read'] }));
    valueOf(await apiKeys.setEnabled([apiKey.id], false));
    valueOf(await apiKeys.delete([apiKey.id]));
    const { entries } = await all();
    expect(eventsOf(entries)).toEqual([
      'key.deleted',
      'key.updated',
      'key.updated',
      'key.created',
      'vault.created',
    ]);
    expect(entries.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    const key = { id: apiKey.id, name: 'New name', exists: false };
    for (const entry of entries.slice(0, 4)) expect(entry).toMatchObject({ key, actor: 'tester' });
    expect(entries[1]?.changes).toEqual([{ field: 'enabled', before: true, after: false }]);
    expect(entries[2]?.changes).toEqual([
      { field: 'name', before: 'Old name', after: 'New name' },
      {
        field: 'scopes',
        before: ['contacts:write', 'conversations:read'],
        after: ['tags:read'],
      },
    ]);
    expect(entries[3]?.changes.map(({ field }) => field)).toEqual([
      'name',
      'integration',
      'note',
      'environment',
      'scopes',
    ]);
    expect(entries[4]).toMatchObject({ key: null, changes: [], detail: null });
  });

  it('gives the window nothing sealed, no hash, and no unlimited text', async () => {
    const { apiKeys, all, session } = await opened();
    const made = valueOf(await apiKeys.create(newKey({ note: 'x'.repeat(900) })));
    valueOf(
      (await session.vault?.commit(() => ({
        ok: true,
        value: [
          {
            event: 'setting.changed',
            keyId: null,
            change: { name: 'endpoint', value: { token: 'CANARY' } },
          },
        ],
      }))) ?? { ok: true, value: [] },
    );
    valueOf(await apiKeys.delete([made.apiKey.id]));
    const { entries } = await all();
    const text = JSON.stringify(entries);
    const stored = JSON.stringify(entries).includes(made.secret);
    expect(stored).toBe(false);
    for (const word of [
      'ciphertext',
      'nonce',
      'sealedSecret',
      'secretHash',
      'CANARY',
      made.secret,
    ]) {
      expect(text).not.toContain(word);
    }
    expect(text).not.toMatch(/[0-9a-f]{64}/);
    expect(text).not.toContain('x'.repeat(501));
    expect(entries[1]?.detail).toEqual({ kind: 'setting', name: 'endpoint', isRemoved: false });
  });

  it('continues page by page, with each event on one of them', async () => {
    const { apiKeys, all, session } = await opened();
    const { apiKey } = valueOf(await apiKeys.create(newKey()));
    for (let round = 0; round < 130; round += 1) {
      valueOf(await apiKeys.setEnabled([apiKey.id], round % 2 === 1));
    }
    const { entries, pages } = await all();
    expect(pages).toBe(2);
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 132 }, (_, index) => 132 - index),
    );
    await session.lock();
  });

  it('filters by event, actor, key, time and words, and by all of them together', async () => {
    const { apiKeys, all, clock } = await opened();
    const first = valueOf(await apiKeys.create(newKey({ name: 'Billing bot' }))).apiKey;
    clock.now += 60_000;
    const second = valueOf(await apiKeys.create(newKey({ name: 'CRM sync' }))).apiKey;
    const between = new Date(clock.now).toISOString();
    clock.now += 60_000;
    valueOf(await apiKeys.update(second.id, { note: 'Rotated by Priya' }));
    valueOf(await apiKeys.delete([first.id]));
    const found = async (filter: Partial<ActivityFilter>) => eventsOf((await all(filter)).entries);
    expect(await found({ events: ['key.created'] })).toEqual(['key.created', 'key.created']);
    expect(await found({ keyId: first.id })).toEqual(['key.deleted', 'key.created']);
    expect(await found({ actors: ['tester'] })).toHaveLength(5);
    expect(await found({ actors: ['somebody'] })).toEqual([]);
    expect(await found({ since: between })).toEqual(['key.deleted', 'key.updated', 'key.created']);
    expect(await found({ until: between })).toEqual([
      'key.created',
      'key.created',
      'vault.created',
    ]);
    expect(await found({ query: '  PRIYA rotated ' })).toEqual(['key.updated']);
    expect(await found({ query: 'billing' })).toEqual(['key.deleted', 'key.created']);
    expect(await found({ query: 'API key changed' })).toEqual(['key.updated']);
    expect(await found({ query: 'nothing like it' })).toEqual([]);
    expect(
      await found({ keyId: second.id, events: ['key.updated'], since: between, query: 'crm' }),
    ).toEqual(['key.updated']);
  });

  it('stops at the creation of the key: it has no older event', async () => {
    const { apiKeys, reading } = await opened();
    valueOf(await apiKeys.create(newKey({ name: 'Older' })));
    const { apiKey } = valueOf(await apiKeys.create(newKey({ name: 'Newer' })));
    const filter = { ...NO_ACTIVITY_FILTER, keyId: apiKey.id };
    const page = valueOf(await reading.page(null, filter, 0));
    expect(page).toMatchObject({ next: null, from: { sequence: 3 } });
    expect(page.entries).toHaveLength(1);
  });

  it('returns only events newer than the given one', async () => {
    const { apiKeys, reading } = await opened();
    valueOf(await apiKeys.create(newKey({ name: 'Known' })));
    const known = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, 0)).from.sequence;
    expect(valueOf(await reading.page(null, NO_ACTIVITY_FILTER, known))).toMatchObject({
      entries: [],
      next: null,
    });
    valueOf(await apiKeys.create(newKey({ name: 'New' })));
    const page = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, known));
    expect(page.entries.map(({ key }) => key?.name)).toEqual(['New']);
    expect(page.next).toBeNull();
  });

  it('reports the line at which the chain is broken, and returns newer events', async () => {
    const { apiKeys, reading, directory } = await opened();
    for (const name of ['One', 'Two', 'Three']) valueOf(await apiKeys.create(newKey({ name })));
    const path = join(directory, 'activity.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[1] = lines[1]?.replace('"ciphertext":"', '"ciphertext":"AAAA') ?? '';
    await writeFile(path, lines.join('\n'));
    // The file is longer now, but the old offsets are still valid.
    const page = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, 0));
    expect(page.next).toBeNull();
    expect(page.brokenLine).not.toBeNull();
    const altered = await readFile(path);
    lines[1] = lines[1]?.replace('"ciphertext":"AAAA', '"ciphertext":"') ?? '';
    const good = Buffer.from(lines.join('\n'));
    const flipped = Buffer.from(good);
    const at = good.indexOf('"ciphertext":"', good.indexOf('\n')) + 40;
    flipped.writeUInt8(flipped.readUInt8(at) === 0x41 ? 0x42 : 0x41, at);
    await writeFile(path, flipped);
    expect(altered.length).toBe(good.length + 4);
    const partly = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, 0));
    expect(partly.entries.map(({ key }) => key?.name)).toEqual(['Three', 'Two']);
    expect(partly).toMatchObject({ next: null, brokenLine: 2 });
  });

  it('returns nothing when the vault is locked', async () => {
    const { reading, session } = await opened();
    await session.lock();
    expect(failureOf(await reading.page(null, NO_ACTIVITY_FILTER, 0)).code).toBe('vault-locked');
    expect(failureOf(await reading.verify()).code).toBe('vault-locked');
  });
});

describe('verifying the activity', () => {
  it('reports how many lines are good, or which one is bad', async () => {
    const { apiKeys, reading, directory, progress } = await opened();
    valueOf(await apiKeys.create(newKey()));
    expect(valueOf(await reading.verify())).toMatchObject({
      kind: 'whole',
      lines: 2,
      brokenLine: null,
    });
    expect(progress.at(-2)?.done).toBe(progress.at(-2)?.total);
    expect(progress.at(-1)).toBeNull();
    const path = join(directory, 'activity.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(text.indexOf('\n') + 1));
    expect(valueOf(await reading.verify())).toMatchObject({
      kind: 'broken',
      lines: 0,
      brokenLine: 1,
    });
  });

  it('can be stopped, and a second call aborts the first', async () => {
    const { reading } = await opened();
    const first = reading.verify();
    const second = reading.verify();
    expect(valueOf(await first).kind).toBe('cancelled');
    expect(valueOf(await second).kind).toBe('whole');
    const third = reading.verify();
    reading.cancelVerify();
    expect(valueOf(await third).kind).toBe('cancelled');
  });
});

describe('archived activity', () => {
  async function archivedVault() {
    const made = await vaultWithHistory();
    const { session, clock } = made;
    const vault = () => session.vault;
    const reading = new ActivityReading({ vault, onProgress: () => undefined });
    const told: (Progress | null)[] = [];
    const archiving = new ActivityArchiving({
      vault,
      archive: (before, onProgress) => session.archiveActivity(before, onProgress),
      onProgress: (progress) => told.push(progress),
      now: () => clock.now,
    });
    return { ...made, reading, archiving, told };
  }

  it('is counted for each age, and then archived', async () => {
    const { archiving, oldEvents, session, told } = await archivedVault();
    const found = valueOf(await archiving.findOld());
    expect(found.map(({ days, events }) => [days, events])).toEqual([
      [365, oldEvents],
      [90, oldEvents],
      [30, oldEvents],
    ]);
    const summary = valueOf(await archiving.archive(365));
    expect(summary).toMatchObject({ first: 1, last: oldEvents, firstAt: found[0]?.firstAt });
    expect(summary).not.toHaveProperty('key');
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBeNull();
    expect(valueOf(await archiving.findOld()).map(({ events }) => events)).toEqual([0, 0, 0]);
    expect(failureOf(await archiving.archive(365)).code).toBe('nothing-to-archive');
    await session.lock();
    expect(failureOf(await archiving.findOld()).code).toBe('vault-locked');
    expect(failureOf(await archiving.archive(365)).code).toBe('vault-locked');
  });

  it('is read on request, filtered like the rest, and verified with it', async () => {
    const { archiving, reading, oldEvents, directory, session } = await archivedVault();
    const { file } = valueOf(await archiving.archive(365));
    const filter = { ...NO_ACTIVITY_FILTER, query: 'old' };
    const page = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, 0));
    expect(page.next).toBeNull();
    expect(page.entries.at(-1)?.sequence).toBe(oldEvents + 1);
    expect(page.entries[1]).toMatchObject({
      event: 'activity.archived',
      detail: { kind: 'archived', first: 1, last: oldEvents },
    });
    expect(page.archives).toMatchObject([{ file, first: 1, last: oldEvents }]);
    const older = valueOf(await reading.page(null, filter, 0, file));
    expect(older.next).toBeNull();
    expect(older.entries.map(({ key }) => key?.name)).toEqual(
      [5, 4, 3, 2, 1].map((n) => `Old ${n}`),
    );
    const all = valueOf(await reading.page(null, NO_ACTIVITY_FILTER, 0, file));
    expect(all.entries.map(({ sequence }) => sequence).at(-1)).toBe(1);

    // No event of a key is older than its creation.
    const young = page.entries.find(({ event }) => event === 'key.created')!.key!.id;
    const timeline = valueOf(await reading.page(null, { ...NO_ACTIVITY_FILTER, keyId: young }, 0));
    expect(timeline.archives).toEqual([]);

    expect(valueOf(await reading.verify())).toMatchObject({
      kind: 'whole',
      archived: { events: oldEvents, bad: [] },
    });
    await writeFile(join(directory, 'archive', file), 'something else');
    expect(valueOf(await reading.verify())).toMatchObject({
      kind: 'whole',
      archived: { events: 0, bad: [{ file, first: 1, last: oldEvents, problem: 'altered' }] },
    });
    expect(failureOf(await reading.page(null, filter, 0, file)).code).toBe('archive-altered');
    expect(failureOf(await reading.page(null, filter, 0, '../vault.json')).code).toBe(
      'archive-missing',
    );
    await session.lock();
    expect(failureOf(await reading.page(null, filter, 0, file)).code).toBe('vault-locked');
  });
});
