import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { regularDelay, retryDelay } from '../../../../electron/sync/schedule';
import type { Failure } from '../../../../shared/lib/failure';
import { answering, faultyServer } from '../../../support/faulty-server';
import { newKey, valueOf } from '../../../support/sample-keys';
import { syncApp } from '../../../support/sync-app';
import { testEndpoint } from '../../../support/sync-client';
import { PASSPHRASE } from '../../../support/test-vault';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An app in sync with an endpoint, with a faulty server in between and a controlled clock. */
async function appInStep() {
  const clock = { now: Date.now() };
  const network = { isOnline: true };
  const endpoint = await testEndpoint();
  const server = await faultyServer(endpoint);
  const app = await syncApp({ now: () => clock.now, isOnline: () => network.isOnline });
  const { apiKey } = valueOf(await app.apiKeys.create(newKey()));
  await app.connect(server);
  await app.run();
  endpoint.recorder.clear();
  const edit = async (note: string) => valueOf(await app.apiKeys.update(apiKey.id, { note }));
  const unlock = async () => {
    valueOf(await app.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    app.sync.unlocked();
  };
  const lock = async () => {
    await app.sync.locking();
    await app.session.lock();
  };
  /** time until the next scheduled run */
  const wait = () => (app.state().nextAt ?? Number.NaN) - clock.now;
  const requests = () => endpoint.recorder.requests.map(({ method }) => method);
  return { app, clock, network, endpoint, server, edit, lock, unlock, wait, requests };
}

/** Freezes the clock and fires timers by hand; the network continues. */
function heldTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('the requests of a sync', () => {
  it('are one by hand when nothing has changed, and two with one changed key', async () => {
    const { app, edit, requests, endpoint } = await appInStep();
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(requests()).toEqual(['GET']);
    endpoint.recorder.clear();
    await edit('changed');
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(requests()).toEqual(['GET', 'PUT']);
  });

  it('are one after unlocking', async () => {
    const { app, lock, unlock, requests } = await appInStep();
    await lock();
    await unlock();
    valueOf(await app.sync.begin());
    await app.sync.settled();
    expect(requests()).toEqual(['GET']);
  });

  it('are more every six hours, for the full check', async () => {
    const { app, clock, requests } = await appInStep();
    clock.now += 6 * HOUR;
    await app.run();
    expect(requests()).toEqual(['GET', 'GET', 'GET']);
  });
});

describe('the next retry', () => {
  const busy = (waitMs: number | null): Failure => ({ code: 'endpoint-busy', waitMs });

  it('is delayed by a backoff of up to half an hour, at random by half to all of the backoff', () => {
    const delays = (random: number) =>
      Array.from({ length: 12 }, (_, index) => retryDelay(busy(null), index + 1, () => random));
    const whole = [15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800, 1800, 1800];
    expect(delays(1)).toEqual(whole.map((seconds) => seconds * 1_000));
    expect(delays(0)).toEqual(whole.map((seconds) => seconds * 500));
    expect(retryDelay(busy(null), 5_000, () => 1)).toBe(30 * MINUTE);
  });

  it('is never before the time that the endpoint asked for', () => {
    expect(retryDelay(busy(7_200_000), 1, () => 1)).toBe(7_200_000);
    expect(retryDelay(busy(1), 1, () => 0)).toBe(7_500);
  });

  it('has jitter on regular syncs', () => {
    expect([0, 0.5, 1].map((random) => Math.round(regularDelay(() => random)))).toEqual([
      4 * MINUTE,
      5 * MINUTE,
      6 * MINUTE,
    ]);
  });

  it('is soon, with a backoff, and regular again after a success', async () => {
    const { app, server, wait } = await appInStep();
    expect(wait()).toBe(5 * MINUTE);
    server.fault = answering(500);
    const waits = [];
    for (let count = 0; count < 3; count += 1) {
      await app.run();
      waits.push(wait());
    }
    expect(waits).toEqual([11_250, 22_500, 45_000]);
    server.fault = null;
    await app.run();
    expect(wait()).toBe(5 * MINUTE);
    server.fault = answering(500);
    await app.run();
    expect(wait()).toBe(11_250);
  });

  const portal = answering(200, '<html>', { 'Content-Type': 'text/html' });
  const elsewhere = answering(302, '', { Location: 'https://portal.example/' });
  it.each([
    ['the page of a network that wants a sign-in', portal],
    ['a redirect to one', elsewhere],
    ['a 403', answering(403)],
  ])('is automatic but slow after %s', async (_what, fault) => {
    const { app, server, wait } = await appInStep();
    server.fault = fault;
    await app.run();
    expect(wait()).toBe(1.5 * MINUTE);
    for (let count = 0; count < 9; count += 1) await app.run();
    expect(wait()).toBe(22.5 * MINUTE);
  });

  it('is automatic but slow after an untrusted certificate', () => {
    const failure: Failure = { code: 'endpoint-certificate', problem: 'untrusted' };
    expect(retryDelay(failure, 1, () => 1)).toBe(2 * MINUTE);
  });

  it('is left to the user when the sign-in fails: the account might be locked', async () => {
    const { app, server, edit } = await appInStep();
    server.fault = answering(401);
    await app.run();
    await edit('changed');
    expect(app.state()).toMatchObject({
      phase: { phase: 'failed', failure: { code: 'endpoint-sign-in' } },
      nextAt: null,
    });
  });

  it('waits for the next change when the user has stopped a run', async () => {
    const { app, server, edit, wait } = await appInStep();
    server.fault = () => true;
    valueOf(app.sync.syncNow());
    app.sync.cancel();
    await app.sync.settled();
    expect(app.state().nextAt).toBeNull();
    await edit('changed');
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(wait()).toBe(2_000);
  });

  it.each([
    ['cannot be reached', (response: { destroy(): unknown }) => response.destroy()],
    ['is behind a page', null],
  ])('is when the network is back, if the endpoint %s', async (_what, tear) => {
    const { app, network, server, endpoint } = await appInStep();
    server.fault = (incoming, response) =>
      tear === null ? portal(incoming, response) : (tear(response), true);
    heldTimers();
    await app.run();
    endpoint.recorder.clear();
    server.fault = null;
    vi.advanceTimersByTime(6_000);
    expect(app.state().phase.phase).toBe('failed');
    network.isOnline = false;
    vi.advanceTimersByTime(3_000);
    expect(app.state().phase.phase).toBe('failed');
    network.isOnline = true;
    vi.advanceTimersByTime(3_000);
    expect(app.state().phase.phase).toBe('running');
    await app.sync.settled();
    expect(app.state().phase).toEqual({ phase: 'idle' });
    expect(endpoint.recorder.requests).toHaveLength(1);
  });

  it('is two seconds after the first of several changes, which are sent together', async () => {
    const { app, edit, requests } = await appInStep();
    heldTimers();
    await edit('one');
    vi.advanceTimersByTime(1_500);
    await edit('two');
    expect(app.state().phase.phase).toBe('idle');
    vi.advanceTimersByTime(500);
    expect(app.state().phase.phase).toBe('running');
    await app.sync.settled();
    expect(requests()).toEqual(['GET', 'PUT']);
  });

  it('comes at its time, and not while paused', async () => {
    const { app, requests } = await appInStep();
    heldTimers();
    await app.run();
    vi.advanceTimersByTime(5 * MINUTE);
    await app.sync.settled();
    expect(requests()).toEqual(['GET', 'GET']);
    valueOf(await app.sync.setPaused(true));
    vi.advanceTimersByTime(HOUR);
    expect(app.state()).toMatchObject({ phase: { phase: 'paused' }, nextAt: null });
    expect(requests()).toHaveLength(2);
  });
});

describe('an endpoint that asks for a pause', () => {
  it('gets it: changes wait as well, and locking does not end it', async () => {
    const { app, server, edit, lock, unlock, wait } = await appInStep();
    server.fault = answering(503, {}, { 'Retry-After': '600' });
    await app.run();
    expect(wait()).toBe(600_000);
    await lock();
    await unlock();
    expect(wait()).toBe(600_000);
    await edit('changed');
    expect(wait()).toBe(600_000);
    server.fault = null;
    await app.run();
    expect(wait()).toBe(5 * MINUTE);
  });

  it('gets it also with a successful answer', async () => {
    const { app, server, edit, lock, unlock, wait } = await appInStep();
    server.fault = answering(304, '', { Backoff: '900' });
    await app.run();
    expect(wait()).toBe(900_000);
    await lock();
    await unlock();
    await edit('changed');
    expect(wait()).toBe(900_000);
  });

  it('does not delay another endpoint', async () => {
    const { app, server, wait } = await appInStep();
    server.fault = answering(304, '', { Backoff: '900' });
    await app.run();
    const other = await testEndpoint();
    await app.connect(other);
    expect(wait()).toBe(5 * MINUTE);
  });

  it('is heard inside a batch', async () => {
    const { app, endpoint, wait } = await appInStep();
    for (const name of ['Second', 'Third']) valueOf(await app.apiKeys.create(newKey({ name })));
    endpoint.faults.arm('429', { method: 'PUT', retryAfter: 700 });
    expect(await app.run()).toEqual({
      phase: 'failed',
      failure: { code: 'endpoint-busy', waitMs: 700_000 },
    });
    expect(wait()).toBe(700_000);
    expect(await app.run()).toEqual({ phase: 'idle' });
    expect(endpoint.records()).toHaveLength(3);
  });
});
