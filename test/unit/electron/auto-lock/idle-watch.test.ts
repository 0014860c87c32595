import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { IdleWatch } from '../../../../electron/auto-lock/idle-watch';

/**
 * A computer with its own idle time; `wait` advances the time and checks every five seconds, as the
 * timer does.
 */
function computer(limit = 10) {
  const state = { wall: 1_000_000, steady: 0, systemIdle: 0, limit, locks: 0 };
  const watch = new IdleWatch({
    now: () => state.wall,
    monotonicNow: () => state.steady,
    systemIdleSeconds: () => state.systemIdle,
    limitMinutes: () => state.limit,
    onIdle: () => {
      state.locks += 1;
    },
  });
  const wait = (seconds: number, each: () => void = () => undefined) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      state.wall += 5_000;
      state.steady += 5_000;
      each();
      watch.look();
    }
  };
  return { state, watch, wait };
}

describe('the idle watch', () => {
  it('locks when the system has been idle for the chosen time, and not a look sooner', () => {
    const { state, wait } = computer(10);
    wait(595, () => (state.systemIdle += 5));
    expect(state.locks).toBe(0);
    wait(5, () => (state.systemIdle += 5));
    expect(state.locks).toBe(1);
  });

  it('takes no wait before its start for a sleep: the keychain may have asked for long', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { state, watch } = computer(10);
    state.wall += 60_000;
    state.steady += 60_000;
    onTestFinished(watch.start());
    state.wall += 5_000;
    state.steady += 5_000;
    vi.advanceTimersByTime(5_000);
    expect(state.locks).toBe(0);
    // One after it still is.
    state.wall += 60_000;
    vi.advanceTimersByTime(5_000);
    expect(state.locks).toBe(1);
  });

  it('goes by the system, not by this app: who works in another program is there', () => {
    const { state, wait } = computer(1);
    wait(10, () => (state.systemIdle = 3));
    wait(3_600, () => (state.systemIdle = 0));
    expect(state.locks).toBe(0);
  });

  it('goes by input to this app where the system never tells', () => {
    const { state, watch, wait } = computer(5);
    wait(295);
    expect(state.locks).toBe(0);
    watch.noteInput();
    wait(295);
    expect(state.locks).toBe(0);
    wait(5);
    expect(state.locks).toBe(1);
  });

  it('follows a changed preference at the next look', () => {
    const { state, wait } = computer(60);
    wait(120);
    state.limit = 1;
    wait(5);
    expect(state.locks).toBe(1);
  });

  it('locks when the clock has jumped ahead, as after an unreported sleep', () => {
    const { state, watch } = computer(60);
    state.wall += 4 * 60 * 60_000;
    state.steady += 5_000;
    state.systemIdle = 1;
    watch.look();
    expect(state.locks).toBe(1);
  });

  it('bears a clock that is set back, and a look that comes late', () => {
    const { state, watch, wait } = computer(10);
    state.wall -= 24 * 60 * 60_000;
    watch.look();
    state.wall += 30_000;
    state.steady += 30_000;
    watch.look();
    wait(60);
    expect(state.locks).toBe(0);
  });

  it('checks every few seconds until it is stopped', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { state, watch } = computer(1);
    state.steady = 60_000;
    const stop = watch.start();
    vi.advanceTimersByTime(10_000);
    expect(state.locks).toBe(2);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(state.locks).toBe(2);
  });
});
