import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AfterError } from '../../../../../electron/platform/logs/unhandled-errors';
import { UnhandledErrors } from '../../../../../electron/platform/logs/unhandled-errors';

function errors(parts: { lock?: () => Promise<void>; answer?: Promise<AfterError> } = {}) {
  const calls: string[] = [];
  const note = (call: string) => () => void calls.push(call);
  const unhandled = new UnhandledErrors({
    lock: async () => {
      calls.push('lock');
      await parts.lock?.();
    },
    tell: async () => {
      calls.push('tell');
      return (await parts.answer) ?? 'continue';
    },
    restart: note('restart'),
    end: note('end'),
  });
  return { unhandled, calls };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an unhandled error', () => {
  test('locks the vault before the user is told', async () => {
    const { unhandled, calls } = errors();
    await unhandled.handle();
    expect(calls).toEqual(['lock', 'tell']);
    await unhandled.handle();
    expect(calls).toEqual(['lock', 'tell', 'lock', 'tell']);
  });

  test('restarts the app when the user chooses that', async () => {
    const { unhandled, calls } = errors({ answer: Promise.resolve('restart') });
    await unhandled.handle();
    expect(calls).toEqual(['lock', 'tell', 'restart']);
  });

  test('ends the process when the vault cannot be locked', async () => {
    const { unhandled, calls } = errors({ lock: () => Promise.reject(new Error('no')) });
    await unhandled.handle();
    expect(calls).toEqual(['lock', 'end']);
  });

  test('waits for a large vault to be written on a slow disk', async () => {
    const { unhandled, calls } = errors({
      lock: () => new Promise((locked) => setTimeout(locked, 30_000)),
    });
    const handled = unhandled.handle();
    await vi.advanceTimersByTimeAsync(30_000);
    await handled;
    expect(calls).toEqual(['lock', 'tell']);
  });

  test('ends the process when locking never finishes', async () => {
    const { unhandled, calls } = errors({ lock: () => new Promise(() => undefined) });
    void unhandled.handle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual(['lock', 'end']);
  });

  test('locks again, and opens no second question, while one is open', async () => {
    let answer: (after: AfterError) => void = () => undefined;
    const { unhandled, calls } = errors({
      answer: new Promise((resolve) => {
        answer = resolve;
      }),
    });
    const first = unhandled.handle();
    await vi.advanceTimersByTimeAsync(0);
    await unhandled.handle();
    expect(calls).toEqual(['lock', 'tell', 'lock']);
    answer('continue');
    await first;
  });
});
