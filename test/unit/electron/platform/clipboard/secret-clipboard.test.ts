import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextClipboard } from '../../../../../electron/platform/clipboard/secret-clipboard';
import { SecretClipboard } from '../../../../../electron/platform/clipboard/secret-clipboard';
import { CLEAR_AFTER_MS } from '../../../../../shared/keys/secret-times';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A clipboard like Electron's before 44 or, with a delay, since. */
function clipboardWith(delayMs: number | null) {
  const system = { text: 'of the person' };
  const later = <T>(value: () => T): T | Promise<T> =>
    delayMs === null
      ? value()
      : new Promise<T>((resolve) => setTimeout(() => resolve(value()), delayMs));
  const clipboard: TextClipboard = {
    writeText: (text) =>
      later(() => {
        system.text = text;
      }),
    // A read returns the text at the time of the request.
    readText: () => {
      const { text } = system;
      return later(() => text);
    },
    clear: () => {
      system.text = '';
    },
  };
  const told: (number | null)[] = [];
  const secrets = new SecretClipboard(clipboard, Date.now, (clearsAt) => told.push(clearsAt));
  return { system, secrets, told };
}

describe.each([
  ['synchronous', null],
  ['asynchronous', 10],
])('a secret in the %s clipboard', (_kind, delayMs) => {
  it('is cleared after 30 seconds, and the window is informed of both', async () => {
    const { system, secrets, told } = clipboardWith(delayMs);
    const copying = secrets.copy('secret');
    await vi.advanceTimersByTimeAsync(20);
    const clearsAt = await copying;
    expect(system.text).toBe('secret');
    expect(told).toEqual([clearsAt]);
    await vi.advanceTimersByTimeAsync(CLEAR_AFTER_MS - 21);
    expect(system.text).toBe('secret');
    await vi.advanceTimersByTimeAsync(50);
    expect(system.text).toBe('');
    expect(told).toEqual([clearsAt, null]);
  });

  it('is left unchanged when something else was copied meanwhile', async () => {
    const { system, secrets, told } = clipboardWith(delayMs);
    void secrets.copy('secret');
    await vi.advanceTimersByTimeAsync(100);
    system.text = 'something else';
    await vi.advanceTimersByTimeAsync(CLEAR_AFTER_MS);
    expect(system.text).toBe('something else');
    expect(told.at(-1)).toBeNull();
  });

  it('is cleared early, once, on locking and on quitting', async () => {
    const { system, secrets, told } = clipboardWith(delayMs);
    void secrets.copy('secret');
    await vi.advanceTimersByTimeAsync(100);
    void secrets.clear();
    void secrets.clear();
    await vi.advanceTimersByTimeAsync(100);
    expect(system.text).toBe('');
    system.text = 'of the person';
    await vi.advanceTimersByTimeAsync(CLEAR_AFTER_MS * 2);
    expect(system.text).toBe('of the person');
    expect(told).toHaveLength(2);
  });

  it('restarts the timer when another is copied', async () => {
    const { system, secrets } = clipboardWith(delayMs);
    void secrets.copy('first');
    await vi.advanceTimersByTimeAsync(20_000);
    void secrets.copy('second');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(system.text).toBe('second');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(system.text).toBe('');
  });

  it('is not cleared when nothing was copied', async () => {
    const { system, secrets, told } = clipboardWith(delayMs);
    await secrets.clear();
    expect(system.text).toBe('of the person');
    expect(told).toEqual([]);
  });
});

it('a secret copied while the one before is being cleared has its own timer', async () => {
  const { system, secrets } = clipboardWith(10);
  void secrets.copy('first');
  await vi.advanceTimersByTimeAsync(100);
  void secrets.copy('second');
  await vi.advanceTimersByTimeAsync(5);
  // The clipboard is still being read when the next secret is copied.
  void secrets.clear();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(system.text).toBe('second');
  await vi.advanceTimersByTimeAsync(CLEAR_AFTER_MS);
  expect(system.text).toBe('');
});
