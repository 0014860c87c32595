import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QuitSequence } from '../../../../../electron/platform/windows/quit-sequence';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Electron's `app` as far as quitting needs it: `quit` emits `before-quit`, and ends unless that is
 * prevented.
 */
class SomeApp extends EventEmitter {
  isGone = false;
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.isGone = true;
  }
}

function appThatLocks(lock: () => Promise<void>, isInTray = false) {
  const app = new SomeApp();
  const told: string[] = [];
  const ending = new QuitSequence(app as unknown as App, {
    lock,
    ask: () => told.push('asked'),
    sayWaiting: () => told.push('waiting'),
    staysInTray: () => isInTray,
    onStayed: () => told.push('stayed'),
  });
  return { app, ending, told };
}

/** The window, as far as quitting needs it. */
class SomeWindow extends EventEmitter {
  isHidden = false;
  hide(): void {
    this.isHidden = true;
  }
  /** Closes it like a user. @returns whether it is closed */
  close(): boolean {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  }
}

function windowOf(ending: QuitSequence): SomeWindow {
  const window = new SomeWindow();
  ending.watch(window as unknown as BrowserWindow);
  return window;
}

/** The duration of locking, in fake time. */
const after = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

test('the app ends only when the vault is locked, and says so when that takes longer than a second', async () => {
  const { app, ending, told } = appThatLocks(() => after(5000));
  app.quit();
  expect(ending.hasBegun).toBe(true);
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toEqual([]);
  // A second request changes nothing.
  app.quit();
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['waiting']);
  await vi.advanceTimersByTimeAsync(3800);
  expect(app.isGone).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(app.isGone).toBe(true);
  expect(told).toEqual(['waiting']);
});

test('a quick end shows no message', async () => {
  const { app, told } = appThatLocks(() => after(300));
  app.quit();
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(told).toEqual([]);
});

test('a vault that cannot be written does not prevent quitting', async () => {
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

test('a closed window stays until the vault is locked, and shows that it waits', async () => {
  const { app, ending, told } = appThatLocks(() => after(5000));
  const window = windowOf(ending);
  expect(window.close()).toBe(false);
  expect(ending.hasBegun).toBe(true);
  await vi.advanceTimersByTimeAsync(1100);
  expect(told).toEqual(['waiting']);
  // A second request changes nothing.
  expect(window.close()).toBe(false);
  await vi.advanceTimersByTimeAsync(4000);
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual(['waiting']);
});

test('with a tray icon closing the window hides it, and quitting still ends the app', async () => {
  const { app, ending } = appThatLocks(() => after(10), true);
  const window = windowOf(ending);
  expect(window.close()).toBe(false);
  expect(window.isHidden).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(false);
  app.quit();
  await vi.advanceTimersByTimeAsync(100);
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
});

test('closing a window asks about unsaved changes', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = windowOf(ending);
  ending.setUnsaved(true);
  expect(window.close()).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(['asked']);
  expect(app.isGone).toBe(false);
});

test('input during closing does not keep the app running without a window', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = windowOf(ending);
  window.close();
  ending.setUnsaved(true);
  window.emit('closed');
  app.emit('window-all-closed');
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(told).toEqual([]);
});

test('input during the final lock does not delay the end', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = windowOf(ending);
  window.close();
  ending.setUnsaved(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual([]);
});

test('unsaved changes are asked about until the user discards them', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  ending.setUnsaved(true);
  app.quit();
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(['asked']);
  expect(app.isGone).toBe(false);
  ending.quit();
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
});

describe('a replacement for ending', () => {
  test('waits for the answer about unsaved changes', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    const last = vi.fn();
    ending.setUnsaved(true);
    ending.quitThenRun(last);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['asked']);
    expect(last).not.toHaveBeenCalled();
    ending.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(last).toHaveBeenCalledOnce();
    expect(app.isGone).toBe(false);
  });

  test('is dropped when the user stays, and then quits for another reason', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    const last = vi.fn();
    ending.setUnsaved(true);
    ending.quitThenRun(last);
    app.quit();
    expect(told).toEqual(['asked', 'asked']);
    ending.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(app.isGone).toBe(true);
    expect(last).not.toHaveBeenCalled();
  });

  test('that fails leaves a running app, which locks the vault when it ends', async () => {
    const lock = vi.fn(() => after(10));
    const { app, ending, told } = appThatLocks(lock);
    ending.quitThenRun(() => undefined);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ending.hasBegun).toBe(true);
    ending.cancelQuit();
    expect(ending.hasBegun).toBe(false);
    expect(told).toEqual(['stayed']);
    app.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(lock).toHaveBeenCalledTimes(2);
    expect(app.isGone).toBe(true);
  });

  test('that never ends the app is abandoned', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    ending.quitThenRun(() => undefined);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(told).toEqual(['stayed']);
    app.quit();
    await vi.advanceTimersByTimeAsync(100);
    expect(app.isGone).toBe(true);
  });
});

test('the end of the desktop session is not delayed, and locks what can still be locked', async () => {
  const lock = vi.fn(() => after(5000));
  const { app, ending, told } = appThatLocks(lock);
  const window = windowOf(ending);
  ending.setUnsaved(true);
  ending.sessionEnds();
  expect(lock).toHaveBeenCalledOnce();
  // macOS asks the app to quit while it is quitting.
  app.quit();
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual([]);
});

test('where the session waits, the app ends when the vault is locked', async () => {
  const { app, ending } = appThatLocks(() => after(10));
  windowOf(ending).emit('session-end');
  ending.sessionEnds();
  await vi.advanceTimersByTimeAsync(100);
  expect(app.isGone).toBe(true);
});
