import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { waitingIds } from '../../../../electron/sync/run/outbox';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { ADDED_FIELDS } from '../../../../shared/keys/api-key';
import { ok } from '../../../../shared/lib/result';
import { newKey, valueOf } from '../../../support/sample-keys';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';

const LIFE = { owner: 'Ada', tags: ['crm'], rotateEvery: 90 };

/** JSON without the fields that version 2 of the vault added, at any depth. */
const withoutAdded = (text: string): string =>
  JSON.stringify(JSON.parse(text), (name, value: unknown) =>
    Object.hasOwn(ADDED_FIELDS, name) ? undefined : value,
  );

/** An endpoint with a closed schema that drops what it does not know. */
const forgetful: Fetch = async (url, init) => {
  const body = typeof init.body === 'string' ? withoutAdded(init.body) : undefined;
  const answer = await fetch(url, { ...init, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  const isJson = text !== '' && (answer.headers.get('Content-Type') ?? '').includes('json');
  return new Response(text === '' ? null : isJson ? withoutAdded(text) : text, {
    status: answer.status,
    headers: answer.headers,
  });
};

describe('the fields of version 2', () => {
  it('reach a colleague', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    valueOf(await a.apiKeys.create(newKey(LIFE)));
    await a.sync();
    await b.sync();
    expect(Object.values(recordsOf(b))).toMatchObject([LIFE]);
    expect(recordsOf(b)).toEqual(recordsOf(a));
  });

  it('stay here, are sent once and raise no question, where the endpoint drops them', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const { apiKey } = valueOf(await a.apiKeys.create(newKey(LIFE)));
    expect(await a.sync({ fetcher: forgetful })).toEqual({ kind: 'done', sent: 1, received: 0 });
    valueOf(await a.apiKeys.update(apiKey.id, { owner: 'Grace' }));
    expect(await a.sync({ fetcher: forgetful })).toEqual({ kind: 'done', sent: 1, received: 0 });
    for (const isFullCheck of [false, true, true]) {
      expect(await a.sync({ fetcher: forgetful, isFullCheck })).toEqual({
        kind: 'done',
        sent: 0,
        received: 0,
      });
    }
    expect(waitingIds(a.vault)).toEqual([]);
    expect(a.vault.keys.get(apiKey.id)?.record).toMatchObject({ ...LIFE, owner: 'Grace' });
  });

  it('stay as they are when a colleague with an older app edits the key', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const { apiKey } = valueOf(await a.apiKeys.create(newKey(LIFE)));
    await a.sync();
    const there = endpoint.records()[0] as unknown as ApiKeyRecord;
    // Its app sends back what it does not know.
    endpoint.put({ ...there, note: 'edited', updatedAt: '2026-11-24T00:00:00.000Z' });
    await a.sync();
    expect(a.vault.keys.get(apiKey.id)?.record).toMatchObject({ ...LIFE, note: 'edited' });
    // One that drops them changes nothing of them either.
    const bare = JSON.parse(
      withoutAdded(JSON.stringify({ ...there, note: 'again' })),
    ) as typeof there;
    endpoint.put(bare);
    expect(await a.sync({ isFullCheck: true })).toMatchObject({ kind: 'done' });
    expect(a.vault.keys.get(apiKey.id)?.record).toMatchObject({ ...LIFE, note: 'again' });
    expect(waitingIds(a.vault)).toEqual([]);
  });

  it('keep the time of a secret that a file adds to a key of a colleague, and raise no question', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const { apiKey, secret } = valueOf(await a.apiKeys.create(newKey()));
    await a.sync();
    await b.sync();
    b.place.clock.now += 60_000;
    const from = b.vault.keys.get(apiKey.id)!;
    const sealedSecret = b.vault.sealSecret(apiKey.id, Buffer.from(secret));
    const added = changesBetween(apiKey.id, from, { record: from.record, sealedSecret });
    valueOf(await b.vault.commit(() => ok(added)));
    expect(b.vault.keys.get(apiKey.id)).toEqual({ record: from.record, sealedSecret });
    expect(await b.sync({ isFullCheck: true })).toEqual({ kind: 'done', sent: 0, received: 0 });
  });

  it.each([
    ['owner', 'x'.repeat(400)],
    ['owner', 7],
    ['tags', ['a', 'A', 'b'.repeat(200)]],
    ['tags', Array.from({ length: 11 }, (_, index) => `tag ${index}`)],
    ['rotateEvery', 0],
    ['rotateEvery', 1.5],
    ['compromised', { at: 'yesterday', reason: '' }],
    ['compromised', true],
    ['compromised', { at: '2026-11-23T09:12:00.000Z', reason: 'two\nlines' }],
    ['compromised', { at: '2026-11-23T09:12:00.000Z', reason: '\ud800' }],
  ])('of a hostile endpoint, %s %j, leave the record out with a reason', async (field, value) => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const { apiKey } = valueOf(await a.apiKeys.create(newKey(LIFE)));
    await a.sync();
    const there = endpoint.records()[0] as unknown as ApiKeyRecord;
    endpoint.put({ ...there, note: 'changed', [field]: value });
    await a.sync();
    expect(a.vault.keys.get(apiKey.id)?.record).toMatchObject({ ...LIFE, note: '' });
    expect(JSON.stringify([...a.vault.settings.values()])).toContain(`"${field}"`);
  });
});
