import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyIndex } from '../../../../../../renderer/features/keys/store/key-index';
import { followClock } from '../../../../../../renderer/features/keys/store/follow-clock';
import { completeList } from '../../../../../../renderer/features/keys/store/key-store';
import type { KeyStore } from '../../../../../../renderer/features/keys/store/key-store';
import * as clock from '../../../../../../renderer/ui/hooks/now';
import type { ApiKey } from '../../../../../../shared/keys/api-key';
import { apiKey, NOW } from '../../../some-api-key';

const at = (ms: number) => new Date(NOW + ms).toISOString();

function storeOf(...keys: Partial<ApiKey>[]) {
  const listeners = new Set<() => void>();
  let index = new KeyIndex(keys.map((key, number) => apiKey({ id: `${number}`, ...key })));
  const store: KeyStore = {
    start: () => () => undefined,
    retry: () => undefined,
    kept: {},
    remember: () => () => [],
    read: () => completeList(index),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const publish = (...next: Partial<ApiKey>[]) => {
    index = new KeyIndex(next.map((key, number) => apiKey({ id: `${number}`, ...key })));
    for (const listener of listeners) listener();
  };
  return { store, publish };
}

describe('the moment at which time changes a status', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    vi.spyOn(clock, 'renewMinute');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const renewed = () => vi.mocked(clock.renewMinute).mock.calls.length;

  it('is shown then: each expiry and each end of a grace, one after the other', () => {
    const { store } = storeOf(
      { expiresAt: at(5_000) },
      { graceUntil: at(2_000), expiresAt: at(90_000) },
      { expiresAt: at(-1) },
      {},
    );
    const stop = followClock(store);
    for (const [ms, times] of [
      [1_999, 0],
      [1, 1],
      [2_999, 1],
      [1, 2],
      [85_000, 3],
      [10 ** 9, 3],
    ] as const) {
      vi.advanceTimersByTime(ms);
      expect(renewed()).toBe(times);
    }
    stop();
  });

  it('follows the keys as they change, waits longer than a timer can, and ends', () => {
    const { store, publish } = storeOf({ expiresAt: at(60 * 24 * 60 * 60_000) });
    const stop = followClock(store);
    vi.advanceTimersByTime(59 * 24 * 60 * 60_000);
    expect(vi.getTimerCount()).toBe(1);
    publish({ expiresAt: new Date(Date.now() + 10).toISOString() });
    const before = renewed();
    vi.advanceTimersByTime(10);
    expect(renewed()).toBe(before + 1);
    publish({ expiresAt: new Date(Date.now() + 10).toISOString() });
    stop();
    vi.advanceTimersByTime(10);
    expect(renewed()).toBe(before + 1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
