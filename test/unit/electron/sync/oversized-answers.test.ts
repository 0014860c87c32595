import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../electron/sync/run/problems-and-notices';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { valueOf } from '../../../support/sample-keys';
import { createKeys, openEndpoint } from '../../../support/unreadable-records';
import { syncApp } from '../../../support/sync-app';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';

// Limits for what a hostile endpoint can make the app store and traverse.

const json = { 'Content-Type': 'application/json' };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('an oversized answer of an endpoint', () => {
  it('fails when a hello is too long', async () => {
    const endpoint = await testEndpoint();
    const capabilities = '"another":{},'.repeat(1_000_000);
    const hello = `{"user":{"id":"a"},"settings":{},"capabilities":{${capabilities}"last":{}}}`;
    const fetcher: Fetch = async (url, init) =>
      url.endsWith('/v1/') ? new Response(hello, { headers: json }) : fetch(url, init);
    const app = await syncApp({ fetcher });
    const given = { address: endpoint.url, user: '', secret: endpoint.token };
    expect(valueOf(await app.sync.test(given))).toMatchObject({
      failure: { code: 'endpoint-too-much' },
    });
  });

  it('keeps at most a hundred capabilities of a short hello', async () => {
    const endpoint = await testEndpoint();
    const fetcher: Fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.endsWith('/v1/')) return answer;
      const hello = (await answer.json()) as object;
      const capabilities = Object.fromEntries(numbers(5_000).map((index) => [`c${index}`, {}]));
      return Response.json({ ...hello, capabilities });
    };
    const app = await syncApp({ fetcher });
    await app.connect(endpoint);
    expect(app.state().server.capabilities).toHaveLength(100);
  });

  it('fails when a page has too many values', async () => {
    const endpoint = await testEndpoint();
    const a = await syncClient(endpoint);
    const fetcher: Fetch = async (url, init) => {
      if (!url.includes('/records?')) return fetch(url, init);
      return new Response(`{"data":[${'[],'.repeat(4_000_001)}0]}`, { headers: json });
    };
    expect(await a.sync({ fetcher })).toEqual({
      kind: 'failed',
      failure: { code: 'endpoint-too-much' },
    });
  });

  it.each([
    ['a field', { allowedIps: numbers(20_000).map(String) }],
    ['fields', Object.fromEntries(numbers(20_000).map((index) => [`f${index}`, index]))],
    ['what is in a field', { other: { deep: numbers(20_000).map((index) => ({ index })) } }],
  ])('reports one record with too much of %s, and syncs the others', async (_what, fields) => {
    const endpoint = await openEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    const [good, huge] = await createKeys(a, ['Good', 'Huge']);
    await a.sync();
    const fetcher: Fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.includes('/records?')) return answer;
      const page = (await answer.json()) as { data: { id: string }[] };
      const data = page.data.map((item) => (item.id === huge ? { ...item, ...fields } : item));
      return Response.json({ data }, { headers: { ETag: answer.headers.get('etag') ?? '' } });
    };
    expect(await b.sync({ fetcher })).toMatchObject({ kind: 'done', received: 1 });
    expect(Object.keys(recordsOf(b))).toEqual([good]);
    expect(problemsOf(b.vault)).toMatchObject([
      { id: huge, name: 'Huge', detail: 'extra', says: null },
    ]);
  });
});
