import type { Fetch } from '../../electron/sync/wire/transport';
import type { ActivityEvent } from '../../electron/vault/format/events';
import type { Endpoint } from '../endpoint/start-endpoint';
import { newKey, valueOf } from './sample-keys';
import type { SyncClient } from './sync-client';
import { testEndpoint } from './sync-client';

/** A server like Kinto without a schema: it accepts any record. */
export const openEndpoint = () => testEndpoint({ settings: { checksRecords: false } });

/** A record at the endpoint. */
export function recordIn(endpoint: Endpoint, id: string) {
  const record = endpoint.records().find((each) => each.id === id);
  if (!record) throw new Error('the endpoint has no such record');
  return record;
}

export const isThere = (endpoint: Endpoint, id: string): boolean =>
  endpoint.records().some((each) => each.id === id);

/** Writes fields into a record that make it unreadable. */
export function makeUnreadable(
  endpoint: Endpoint,
  id: string,
  fields: Record<string, unknown> = { expiresAt: 'tomorrow' },
): void {
  const record = endpoint.records().find((each) => each.id === id);
  endpoint.put({ ...record, id, ...fields });
}

/** Routes all requests to the endpoint through another server. */
export const routeThrough =
  (endpoint: Endpoint, server: { url: string }): Fetch =>
  (url, init) =>
    fetch(url.replace(`:${endpoint.port}`, `:${new URL(server.url).port}`), init);

/** Creates keys of these names; their ids. */
export async function createKeys<const Names extends readonly string[]>(
  { apiKeys }: Pick<SyncClient, 'apiKeys'>,
  names: Names,
): Promise<{ [Each in keyof Names]: string }> {
  const ids: string[] = [];
  for (const name of names) ids.push(valueOf(await apiKeys.create(newKey({ name }))).apiKey.id);
  return ids as { [Each in keyof Names]: string };
}

/** All events of the vault, oldest first. */
export async function eventsOf({ vault }: Pick<SyncClient, 'vault'>): Promise<ActivityEvent[]> {
  const found: ActivityEvent[] = [];
  valueOf(
    await vault.activity.walk({
      onEvents: (events: ActivityEvent[]) => {
        found.push(...events);
      },
    }),
  );
  return found;
}
