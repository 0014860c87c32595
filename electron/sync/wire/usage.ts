import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import { ok } from '../../../shared/lib/result';
import { usageOf } from '../../../shared/keys/usage';
import { secretUsageSchema } from '../../../shared/keys/secret-usage-schema';
import { daySchema } from '../../../shared/keys/usage-schema';
import { reading } from './contract-types';
import type { EndpointClient } from './endpoint-client';
import type { RunOutcome, RunParts } from '../run/run-parts';
import { actorOf, failed } from '../run/run-parts';
import type { SyncDraft, SyncVault, UsageEntry } from '../sync-vault';
import { secretUsageDrafts } from './secret-usage';
import { readAs } from '../../lib/read-as';

/** Capability of a server that counts the use of keys. */
export const USAGE_CAPABILITY = 'api-key-usage';

/** The collection of usage, beside that of the keys. */
const COLLECTION = 'api-key-usage';

/** Tolerance for clocks. A last use after that is ignored. */
const TOLERANCE_MS = 24 * 60 * 60_000;

const itemSchema = reading(
  'Usage',
  z.object({
    id: z.uuidv7(),
    last_modified: z.int().nonnegative(),
    lastUsedAt: instantSchema,
    daily: z
      .array(z.object({ day: daySchema, count: z.int().nonnegative().max(1e12) }))
      .max(1_000)
      .catch([]),
    bySecret: z.array(secretUsageSchema).max(100).optional().catch(undefined),
  }),
);

/**
 * Pulls the usage of keys, one commit for each page. Invalid entries are skipped: usage grants no
 * access.
 */
export async function pullUsage({
  vault,
  client,
  now,
}: Pick<RunParts, 'vault' | 'client'> & { now: number }): Promise<RunOutcome> {
  let received = 0;
  const since = vault.usage.cursor;
  const path = `/buckets/${client.address.bucket}/collections/${COLLECTION}`;
  for await (const page of client.pages(since, path)) {
    if (!page.ok) {
      // The list was reset; the next run reads it from the start.
      if (page.failure.code === 'endpoint-replaced')
        await keep(vault, client, { cursor: null, entries: [] }, []);
      return failed(page.failure);
    }
    const items = page.value.items.flatMap((item) => readAs(itemSchema, item).data ?? []);
    const entries = items.flatMap((item) => entryOf(vault, item, now));
    const latest = items.reduce((most, item) => Math.max(most, item.last_modified), since ?? 0);
    const cursor = page.value.next === null ? Math.max(page.value.etag ?? 0, latest) : latest;
    const reported = items.map(({ id, bySecret = [] }) => ({
      id,
      uses: bySecret.filter(({ lastUsedAt }) => Date.parse(lastUsedAt) <= now + TOLERANCE_MS),
    }));
    const drafts = secretUsageDrafts(vault, reported, now);
    if (entries.length === 0 && cursor === (since ?? 0) && drafts.length === 0) continue;
    const kept = await keep(vault, client, { cursor, entries }, drafts);
    if (!kept.ok) return failed(kept.failure);
    received += entries.length;
  }
  return { kind: 'done', sent: 0, received };
}

function entryOf(
  { keys }: SyncVault,
  { id, lastUsedAt, daily }: z.infer<typeof itemSchema>,
  now: number,
): UsageEntry[] {
  const record = keys.get(id)?.record;
  if (!record || Date.parse(lastUsedAt) > now + TOLERANCE_MS) return [];
  const today = now + TOLERANCE_MS;
  const usage = usageOf(daily.filter(({ day }) => Date.parse(day) <= today));
  const before = record.lastUsedAt;
  return [{ id, before, lastUsedAt: later(before, lastUsedAt), usage }];
}

const later = (known: string | null, told: string): string =>
  known !== null && known > told ? known : told;

const keep = (
  vault: SyncVault,
  client: EndpointClient,
  change: { cursor: number | null; entries: UsageEntry[] },
  others: SyncDraft[],
) =>
  vault.commit(
    () => ok([{ event: 'usage.received', actor: actorOf(client), keyId: null, change }, ...others]),
    'endpoint',
  );
