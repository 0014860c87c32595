import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../electron/sync/run/problems-and-notices';
import { reachOf } from '../../../../shared/keys/reach';
import { valueOf } from '../../../support/sample-keys';
import {
  createKeys,
  openEndpoint,
  recordIn,
  makeUnreadable,
} from '../../../support/unreadable-records';
import { syncApp } from '../../../support/sync-app';
import type { Endpoint } from '../../../endpoint/start-endpoint';
import { recordsThere, syncClient } from '../../../support/sync-client';

const HELLO = '/v1/';
const hellos = ({ recorder }: Endpoint) =>
  recorder.requests.filter(({ method, url }) => method === 'GET' && url.endsWith(HELLO)).length;

const idOf = (first: string, index: number) =>
  `${first.slice(0, -4)}${index.toString(16).padStart(4, '0')}`;

describe('more problems than are listed', () => {
  it('are all counted, and the oldest still prevents overwriting its record', async () => {
    const endpoint = await openEndpoint();
    const app = await syncApp();
    const [first] = await createKeys(app, ['Zoho']);
    await app.connect(endpoint);
    await app.run();
    makeUnreadable(endpoint, first);
    await app.run();
    const record = recordIn(endpoint, first);
    for (let index = 0; index < 1_100; index += 1) {
      endpoint.put({ ...record, id: idOf(first, index + 0x1000), name: `Key ${index}` });
    }
    expect(await app.run()).toEqual({ phase: 'idle' });
    const { problems } = app.state();
    expect(problems).toHaveLength(1_101);
    expect(problems[0]).toMatchObject({ id: first, name: 'Zoho' });
    expect(problems.slice(100).every(({ says, choices }) => says === null && !choices.length)).toBe(
      true,
    );
    valueOf(await app.apiKeys.update(first, { note: 'mine' }));
    const before = endpoint.recorder.requests.length;
    await app.run();
    const writes = endpoint.recorder.requests
      .slice(before)
      .filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
    expect(reachOf(app.state(), [first])).toBe('unreadable');
  }, 60_000);

  it('mark each key as refused', async () => {
    const endpoint = await openEndpoint();
    const app = await syncApp();
    await app.connect(endpoint);
    const names = Array.from({ length: 120 }, (_, index) => `Key ${index}`);
    // Armed before the keys are made, since a sync starts soon after.
    endpoint.faults.arm('400', { method: 'PUT', probability: 1 });
    const ids = await createKeys(app, names);
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(app.state().problems).toHaveLength(120);
    for (const id of ids) expect(reachOf(app.state(), [id])).toBe('refused');
  }, 60_000);

  it('do not make the app store everything that a hostile endpoint sends', async () => {
    const endpoint = await openEndpoint();
    const a = await syncClient(endpoint);
    const [first] = await createKeys(a, ['Zoho']);
    await a.sync();
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    let page = 0;
    const fetcher: typeof fetch = async (url, init) => {
      const address = url instanceof Request ? url.url : String(url);
      if (!address.includes('/records?')) return fetch(url, init);
      page += 1;
      const data = items.map((index) => ({
        id: `${first.slice(0, 8)}${page}-${index}`,
        last_modified: 2_000_000_000_000 + page * 1_000 + index,
      }));
      const next = `${address.split('?')[0]}?_token=${page}`;
      return Response.json({ data }, { headers: { 'Next-Page': next, ETag: '"2999999999999"' } });
    };
    expect(await a.sync({ fetcher })).toEqual({
      kind: 'failed',
      failure: { code: 'endpoint-too-much' },
    });
    expect(problemsOf(a.vault).length).toBeLessThanOrEqual(20_000);
    expect(page).toBeLessThan(30);
  }, 60_000);
});

describe('refused keys', () => {
  it("do not make the app ask for the server's limit", async () => {
    const endpoint = await openEndpoint();
    const a = await syncClient(endpoint);
    await createKeys(
      a,
      Array.from({ length: 30 }, (_, index) => `Key ${index}`),
    );
    endpoint.faults.arm('400', { method: 'PUT', times: 30 });
    await a.sync();
    expect(problemsOf(a.vault)).toHaveLength(30);
    const before = hellos(endpoint);
    await a.sync();
    await a.sync();
    expect(hellos(endpoint)).toBe(before);
    // A sync by hand sends them again.
    await a.sync({ isByHand: true });
    expect(Object.keys(recordsThere(endpoint))).toHaveLength(30);
  });
});
