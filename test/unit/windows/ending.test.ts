import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ending } from '../../../electron/windows/ending';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Electron's `app` as far as ending goes: `quit` asks `before-quit` first, and is gone when nobody objects. */
class SomeApp extends EventEmitter {
  isGone = false;
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.isGone = true;
  }
}

function appThatLocks(lock: () => Promise<void>) {
  const app = new SomeApp();
  const told: string[] = [];
  const ending = new Ending(app as unknown as App, {
    lock,
    ask: () => told.push('asked'),
    sayWaiting: () => told.push('waiting'),
    staysInTray: () => false,
  });
  return { app, ending, told };
}

/** How long locking takes, by the clock that the tests turn: nothing really waits. */
const after = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

test('the app ends only when the vault is locked, and says so when that takes longer than a second', async () => {
  const { app, ending, told } = appThatLocks(() => after(5000));
  app.quit();
  expect(ending.hasBegun).toBe(true);
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toEqual([]);
  // Asking once more changes nothing.
  app.quit();
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['waiting']);
  await vi.advanceTimersByTimeAsync(3800);
  expect(app.isGone).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(app.isGone).toBe(true);
  expect(told).toEqual(['waiting']);
});

test('a quick end says nothing', async () => {
  const { app, told } = appThatLocks(() => after(300));
  app.quit();
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(told).toEqual([]);
});

test('a vault that cannot be written to does not keep the app from ending', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const { app } = appThatLocks(async () => {
    throw new Error('the disk is gone');
  });
  app.quit();
  await vi.advanceTimersByTimeAsync(10);
  expect(app.isGone).toBe(true);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});

test('what is typed while the window closes keeps no app alive without a window', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = new EventEmitter();
  ending.watch(window as unknown as BrowserWindow);
  window.emit('close', { preventDefault: () => told.push('kept open') });
  ending.setUnsaved(true);
  window.emit('closed');
  app.emit('window-all-closed');
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(told).toEqual([]);
});

test('what is unsaved is asked about, until the person says that it may go', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  ending.setUnsaved(true);
  app.quit();
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(['asked']);
  expect(app.isGone).toBe(false);
  const last = vi.fn();
  ending.quit(last);
  await vi.advanceTimersByTimeAsync(5000);
  expect(last).toHaveBeenCalledOnce();
});
