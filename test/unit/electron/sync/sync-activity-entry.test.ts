import { describe, expect, it } from 'vitest';
import { ActivityReading } from '../../../../electron/activity/activity-reading';
import type {
  ActivityCursor,
  ActivityEntry,
  ActivityFilter,
  ActivityPage,
} from '../../../../shared/activity/activity';
import { NO_ACTIVITY_FILTER } from '../../../../shared/activity/activity';
import { newKey, valueOf } from '../../../support/sample-keys';
import type { SyncClient } from '../../../support/sync-client';
import { syncClient, testEndpoint } from '../../../support/sync-client';

/** The activity page's entries, newest first, read in parts. */
async function shown(
  { place }: SyncClient,
  filter: Partial<ActivityFilter> = {},
): Promise<ActivityEntry[]> {
  const { session } = place;
  const reading = new ActivityReading({ vault: () => session.vault, onProgress: () => undefined });
  const entries: ActivityEntry[] = [];
  let from: ActivityCursor | null = null;
  do {
    const page: ActivityPage = valueOf(
      await reading.page(from, { ...NO_ACTIVITY_FILTER, ...filter }, 0),
    );
    entries.push(...page.entries);
    from = page.next;
  } while (from !== null);
  return entries;
}

const eventsOf = (entries: readonly ActivityEntry[]) => entries.map(({ event }) => event);

/** Two vaults and an endpoint, with that many keys to transfer. */
async function twoWith(count: number) {
  const endpoint = await testEndpoint();
  const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
  for (let number = 0; number < count; number += 1) {
    valueOf(await a.apiKeys.create(newKey({ name: `Key ${number}` })));
  }
  return { endpoint, a, b };
}

describe('a sync in the activity', () => {
  it('is one entry with its counts, on both sides', async () => {
    const { a, b } = await twoWith(30);
    await a.sync();
    const [sent, ...before] = await shown(a);
    expect(sent).toMatchObject({
      event: 'sync.done',
      origin: 'endpoint',
      detail: { kind: 'sync', isWhole: true, sent: 30, received: 0, removed: 0, conflicts: 0 },
    });
    expect(eventsOf(before)).toEqual([...Array(30).fill('key.created'), 'vault.created']);
    await b.sync();
    const entries = await shown(b);
    expect(eventsOf(entries)).toEqual(['sync.done', 'vault.created']);
    expect(entries[0]?.detail).toMatchObject({ sent: 0, received: 30 });
  });

  it('has no entry when nothing changed on either side', async () => {
    const { a } = await twoWith(2);
    await a.sync();
    const before = await shown(a);
    await a.sync();
    await a.sync();
    expect(await shown(a)).toEqual(before);
  });

  it('keeps each change available, and the chain whole', async () => {
    const { a, b } = await twoWith(2);
    const { apiKey } = valueOf(await a.apiKeys.create(newKey({ name: 'Zanzibar' })));
    await a.sync();
    await b.sync();
    const [sync] = await shown(b);
    if (sync?.detail?.kind !== 'sync') throw new Error('no sync');
    const within = { first: sync.detail.first, last: sync.sequence };
    const each = await shown(b, { within });
    expect(eventsOf(each).filter((event) => event === 'key.created')).toHaveLength(3);
    expect(eventsOf(await shown(b, { events: ['key.created'] }))).toHaveLength(3);
    expect(eventsOf(await shown(b, { query: 'zanzibar' }))).toEqual(['key.created']);
    expect(eventsOf(await shown(b, { keyId: apiKey.id }))).toEqual(['key.created']);
    expect((await shown(b, { events: ['sync.agreed'] })).length).toBeGreaterThan(0);
    const reading = new ActivityReading({
      vault: () => b.vault,
      onProgress: () => undefined,
    });
    expect(valueOf(await reading.verify()).kind).toBe('whole');
  });

  it('reports an early end, with the changes until then', async () => {
    const { a, b, endpoint } = await twoWith(2);
    await a.sync();
    valueOf(await b.apiKeys.create(newKey({ name: 'From b' })));
    endpoint.faults.arm('503', { method: 'PUT' });
    expect((await b.sync()).kind).toBe('failed');
    const [sync] = await shown(b);
    expect(sync?.detail).toMatchObject({ kind: 'sync', isWhole: false, received: 2, sent: 0 });
  });

  it('is folded across the parts in which the page reads it', async () => {
    const { a, b } = await twoWith(260);
    await a.sync();
    await b.sync();
    expect(eventsOf(await shown(b))).toEqual(['sync.done', 'vault.created']);
  });
});
