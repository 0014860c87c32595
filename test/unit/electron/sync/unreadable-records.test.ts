import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../electron/sync/wire/transport';
import { problemsOf } from '../../../../electron/sync/run/problems-and-notices';
import type { Settlement } from '../../../../shared/sync/sync-state';
import { answering, faultyServer, onWrites } from '../../../support/faulty-server';
import { generateSecret } from '../../../../electron/keys/secret';
import { newKey, valueOf } from '../../../support/sample-keys';
import { openEndpoint, makeUnreadable } from '../../../support/unreadable-records';
import { syncApp } from '../../../support/sync-app';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';

type Endpoint = Awaited<ReturnType<typeof testEndpoint>>;

const idOf = (endpoint: Endpoint, name: string): string =>
  endpoint.records().find((record) => record['name'] === name)?.id ?? '';

const writesTo = (endpoint: Endpoint) =>
  endpoint.recorder.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD');

/** An app in sync on two keys, one of which then becomes unreadable at the endpoint. */
async function spoilt(fields: Record<string, unknown> = { expiresAt: 'tomorrow' }) {
  const endpoint = await openEndpoint();
  const app = await syncApp();
  valueOf(await app.apiKeys.create(newKey({ name: 'Zoho' })));
  valueOf(await app.apiKeys.create(newKey({ name: 'HubSpot' })));
  await app.connect(endpoint);
  const id = idOf(endpoint, 'Zoho');
  makeUnreadable(endpoint, id, fields);
  await app.run();
  endpoint.recorder.clear();
  return { endpoint, app, id, other: idOf(endpoint, 'HubSpot') };
}

describe('an unreadable record', () => {
  it.each([
    ['expiresAt', 'tomorrow', '"tomorrow"'],
    ['name', 7, '7'],
    ['scopes', undefined, null],
    ['note', 'x'.repeat(9_000), expect.stringMatching(/^"x{100,118}…$/)],
  ])('is reported with its field and value: %s', async (detail, value, says) => {
    const { app, id } = await spoilt({ [detail]: value });
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(app.state().problems).toEqual([
      {
        id,
        kind: 'invalid',
        name: 'Zoho',
        detail,
        says,
        choices: ['overwrite', 'deactivate', 'delete'],
        chosen: null,
      },
    ]);
  });

  it('is shown without a secret that it contains', async () => {
    const secret = generateSecret('live');
    const { app } = await spoilt({ secretHash: secret });
    expect(app.state().problems[0]).toMatchObject({ detail: 'secretHash' });
    expect(JSON.stringify(app.state())).not.toContain(secret.slice(0, 20));
  });

  it('holds back edits of its key, without a request, while other keys are synced', async () => {
    const { endpoint, app, id, other } = await spoilt();
    valueOf(await app.apiKeys.update(id, { note: 'edited' }));
    valueOf(await app.apiKeys.update(other, { note: 'edited too' }));
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(writesTo(endpoint)).toHaveLength(1);
    expect(endpoint.records().find((each) => each.id === other)).toMatchObject({
      note: 'edited too',
    });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(writesTo(endpoint)).toHaveLength(1);
    expect(app.state().waiting).toBe(1);
  });

  it('is not reported as a conflict when it is met while sending', async () => {
    const endpoint = await openEndpoint();
    const client = await syncClient(endpoint);
    const { apiKey } = valueOf(await client.apiKeys.create(newKey({ name: 'Zoho' })));
    await client.sync();
    valueOf(await client.apiKeys.update(apiKey.id, { note: 'edited' }));
    // It becomes unreadable after the pull of the same run, so the answer to the write shows it
    // first.
    let isSpoilt = false;
    const fetcher: Fetch = (url, init) => {
      if (init?.method === 'PUT' && !isSpoilt) {
        isSpoilt = true;
        makeUnreadable(endpoint, apiKey.id, { expiresAt: 'tomorrow' });
      }
      return fetch(url, init);
    };
    endpoint.recorder.clear();
    expect(await client.sync({ fetcher })).toMatchObject({ kind: 'done', sent: 0 });
    expect(writesTo(endpoint)).toHaveLength(1);
    expect(problemsOf(client.vault)).toMatchObject([{ kind: 'invalid', detail: 'expiresAt' }]);
  });

  it.each(['deactivate', 'delete'] as const)(
    'is overwritten by a local change toward no access: %s',
    async (how) => {
      const { endpoint, app, id } = await spoilt();
      valueOf(
        how === 'delete'
          ? await app.apiKeys.delete([id])
          : await app.apiKeys.setEnabled([id], false),
      );
      expect(await app.run()).toEqual({ phase: 'idle' });
      const there = endpoint.records().find((each) => each.id === id);
      if (how === 'delete') expect(there).toBeUndefined();
      else expect(there).toMatchObject({ enabled: false, expiresAt: null });
      expect(app.state().problems).toEqual([]);
      expect(app.state().waiting).toBe(0);
    },
  );

  it.each<[Settlement, object | undefined]>([
    ['overwrite', { enabled: true, expiresAt: null }],
    ['deactivate', { enabled: false, expiresAt: null }],
    ['delete', undefined],
  ])('is replaced when the user chooses that: %s', async (how, expected) => {
    const { endpoint, app, id } = await spoilt();
    valueOf(await app.sync.settle(id, how));
    expect(app.state().problems[0]?.chosen).toBe(how);
    expect(await app.run()).toEqual({ phase: 'idle' });
    const there = endpoint.records().find((each) => each.id === id);
    if (expected === undefined) expect(there).toBeUndefined();
    else expect(there).toMatchObject(expected);
    expect(app.state().problems).toEqual([]);
    expect(recordsOf({ vault: app.session.vault! } as never)[id]?.enabled).toBe(
      how === 'delete' ? undefined : how === 'overwrite',
    );
    endpoint.recorder.clear();
    await app.run();
    expect(writesTo(endpoint)).toEqual([]);
  });

  it.each(['deactivate', 'delete'] as const)(
    'can be resolved without a local key: %s',
    async (how) => {
      const endpoint = await openEndpoint();
      const [there, app] = [await syncClient(endpoint), await syncApp()];
      const { apiKey } = valueOf(await there.apiKeys.create(newKey({ name: 'Zoho' })));
      await there.sync();
      makeUnreadable(endpoint, apiKey.id, { expiresAt: 'tomorrow' });
      await app.connect(endpoint);
      expect(app.state().problems).toMatchObject([
        { name: 'Zoho', choices: ['deactivate', 'delete'] },
      ]);
      valueOf(await app.sync.settle(apiKey.id, how));
      await app.run();
      if (how === 'delete') {
        expect(endpoint.records()).toEqual([]);
        expect(app.state().problems).toEqual([]);
      } else {
        expect(endpoint.records()).toMatchObject([{ enabled: false, expiresAt: 'tomorrow' }]);
        expect(app.state().problems).toMatchObject([{ choices: ['delete'], chosen: null }]);
      }
    },
  );

  it('is left unchanged when it has changed since the decision', async () => {
    const { endpoint, app, id } = await spoilt();
    valueOf(await app.sync.settle(id, 'overwrite'));
    makeUnreadable(endpoint, id, { expiresAt: 'the day after' });
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records().find((each) => each.id === id)).toMatchObject({
      expiresAt: 'the day after',
    });
    expect(app.state().problems).toMatchObject([{ says: '"the day after"', chosen: null }]);
  });

  it('keeps the deletion of its key when both sides are compared from the start', async () => {
    const { endpoint, app, id } = await spoilt();
    valueOf(await app.apiKeys.delete([id]));
    valueOf(await app.sync.answer('compare'));
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(endpoint.records().some((each) => each.id === id)).toBe(false);
  });
});

describe('a refused request', () => {
  it('is retried only by hand or when the key has changed', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const client = await syncClient(endpoint);
    const { apiKey } = valueOf(await client.apiKeys.create(newKey({ name: 'Zoho' })));
    server.fault = onWrites(answering(400, { message: 'note in body: too rude' }));
    const fetcher: Fetch = (url, init) =>
      fetch(url.replace(`:${endpoint.port}`, `:${new URL(server.url).port}`), init);
    for (let run = 0; run < 4; run += 1) {
      expect(await client.sync({ fetcher })).toMatchObject({ kind: 'done', sent: 0 });
    }
    expect(server.count).toBe(1);
    expect(problemsOf(client.vault)).toMatchObject([
      { kind: 'refused', name: 'Zoho', detail: '400', says: 'note in body: too rude' },
    ]);
    await client.sync({ fetcher, isByHand: true });
    expect(server.count).toBe(2);
    valueOf(await client.apiKeys.update(apiKey.id, { note: 'polite' }));
    await client.sync({ fetcher });
    expect(server.count).toBe(3);
    server.fault = null;
    await client.sync({ isByHand: true });
    expect(problemsOf(client.vault)).toEqual([]);
    expect(endpoint.records()).toHaveLength(1);
  });

  it('is one answered with the very state that was to be replaced', async () => {
    const endpoint = await testEndpoint();
    const server = await faultyServer(endpoint);
    const client = await syncClient(endpoint);
    const { apiKey } = valueOf(await client.apiKeys.create(newKey({ name: 'Zoho' })));
    await client.sync();
    await client.sync();
    const [existing] = endpoint.records();
    valueOf(await client.apiKeys.update(apiKey.id, { note: 'edited' }));
    server.fault = onWrites(answering(412, { details: { existing } }));
    const fetcher: Fetch = (url, init) =>
      fetch(url.replace(`:${endpoint.port}`, `:${new URL(server.url).port}`), init);
    expect(await client.sync({ fetcher })).toMatchObject({ kind: 'done', sent: 0 });
    expect(server.count).toBe(1);
    expect(problemsOf(client.vault)).toMatchObject([{ kind: 'refused', detail: '412' }]);
  });
});
