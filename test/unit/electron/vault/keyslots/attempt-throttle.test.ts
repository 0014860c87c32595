import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttemptThrottle } from '../../../../../electron/vault/keyslots/attempt-throttle';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const wrong = async () => null;
const right = async () => 'in';

/** Attempts once and returns the delay before it. */
async function waitOf(
  guard: AttemptThrottle,
  attempt: () => Promise<string | null>,
): Promise<number> {
  const before = Date.now();
  let startedAt = 0;
  const done = guard.try(async () => {
    startedAt = Date.now();
    return attempt();
  });
  await vi.runAllTimersAsync();
  await done;
  return startedAt - before;
}

describe('the attempt throttle', () => {
  it('allows one failure, then delays 1, 2, 4, 8, 16 and at most 30 seconds', async () => {
    const guard = new AttemptThrottle(() => Date.now());
    const waits: number[] = [];
    for (let count = 0; count < 9; count += 1) waits.push(await waitOf(guard, wrong));
    expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(guard.delayMs).toBe(30_000);
  });

  it('resets after a success', async () => {
    const guard = new AttemptThrottle(() => Date.now());
    for (let count = 0; count < 4; count += 1) await waitOf(guard, wrong);
    expect(await waitOf(guard, right)).toBe(4_000);
    expect(guard.delayMs).toBe(0);
    expect(await waitOf(guard, wrong)).toBe(0);
    expect(guard.delayMs).toBe(0);
  });

  it('counts time that has passed already', async () => {
    const guard = new AttemptThrottle(() => Date.now());
    for (let count = 0; count < 4; count += 1) await waitOf(guard, wrong);
    expect(guard.delayMs).toBe(4_000);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(guard.delayMs).toBe(1_000);
    expect(await waitOf(guard, right)).toBe(1_000);
  });

  it('runs attempts serially, so that parallel ones do not avoid the delay', async () => {
    const guard = new AttemptThrottle(() => Date.now());
    const starts: number[] = [];
    const begin = Date.now();
    const all = Array.from({ length: 5 }, () =>
      guard.try(async () => {
        starts.push(Date.now() - begin);
        return null;
      }),
    );
    await vi.runAllTimersAsync();
    await Promise.all(all);
    expect(starts).toEqual([0, 0, 1_000, 3_000, 7_000]);
  });

  it('continues after an attempt that throws, and does not count it', async () => {
    const guard = new AttemptThrottle(() => Date.now());
    const failing = guard.try(async () => {
      throw new Error('bug');
    });
    await expect(failing).rejects.toThrow('bug');
    expect(await waitOf(guard, wrong)).toBe(0);
    expect(await waitOf(guard, right)).toBe(0);
  });

  it('never delays longer than half a minute when the clock is set back', async () => {
    let skew = 0;
    const guard = new AttemptThrottle(() => Date.now() + skew);
    for (let count = 0; count < 3; count += 1) await waitOf(guard, wrong);
    skew = -365 * 24 * 3_600_000;
    expect(guard.delayMs).toBe(30_000);
    expect(await waitOf(guard, right)).toBe(30_000);
  });

  it('continues an unexpired delay after a restart', async () => {
    const lastAt = new Date().toISOString();
    expect(new AttemptThrottle(() => Date.now(), { count: 1, lastAt }).delayMs).toBe(0);
    const guard = new AttemptThrottle(() => Date.now(), { count: 4, lastAt });
    expect(guard.delayMs).toBe(4_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await waitOf(guard, wrong)).toBe(3_000);
    expect(await waitOf(guard, wrong)).toBe(8_000);
    const long = new AttemptThrottle(() => Date.now(), { count: 5_000, lastAt });
    expect(long.delayMs).toBeLessThanOrEqual(30_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(long.delayMs).toBe(0);
    expect(await waitOf(long, right)).toBe(0);
    expect(await waitOf(long, wrong)).toBe(0);
    expect(long.delayMs).toBe(0);
  });
});
