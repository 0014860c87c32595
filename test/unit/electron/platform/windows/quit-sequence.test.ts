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

/** Electron's `app` as far as ending goes: `quit` asks `before-quit` first, and is gone when nobody objects. */
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

/** The window, as far as ending goes. */
class SomeWindow extends EventEmitter {
  isHidden = false;
  hide(): void {
    this.isHidden = true;
  }
  /** As a person closes it, by its cross or its menu. @returns whether it is closed */
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

test('a window that is closed stays until the vault is locked, and says that it waits', async () => {
  const { app, ending, told } = appThatLocks(() => after(5000));
  const window = windowOf(ending);
  expect(window.close()).toBe(false);
  expect(ending.hasBegun).toBe(true);
  await vi.advanceTimersByTimeAsync(1100);
  expect(told).toEqual(['waiting']);
  // Asking once more changes nothing.
  expect(window.close()).toBe(false);
  await vi.advanceTimersByTimeAsync(4000);
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual(['waiting']);
});

test('a window that is closed is hidden where the app stays in the notification area, and the app ends all the same when asked', async () => {
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

test('closing a window asks about what is unsaved', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = windowOf(ending);
  ending.setUnsaved(true);
  expect(window.close()).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual(['asked']);
  expect(app.isGone).toBe(false);
});

test('what is typed while the window closes keeps no app alive without a window', async () => {
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

test('what is typed while the vault is locked for the end holds nothing up', async () => {
  const { app, ending, told } = appThatLocks(() => after(10));
  const window = windowOf(ending);
  window.close();
  ending.setUnsaved(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual([]);
});

test('what is unsaved is asked about, until the person says that it may go', async () => {
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

describe('what is done in place of ending', () => {
  test('waits for the answer when something is unsaved', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    const last = vi.fn();
    ending.setUnsaved(true);
    ending.endThen(last);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['asked']);
    expect(last).not.toHaveBeenCalled();
    ending.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(last).toHaveBeenCalledOnce();
    expect(app.isGone).toBe(false);
  });

  test('is not done when the person stays, and then leaves for another reason', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    const last = vi.fn();
    ending.setUnsaved(true);
    ending.endThen(last);
    app.quit();
    expect(told).toEqual(['asked', 'asked']);
    ending.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(app.isGone).toBe(true);
    expect(last).not.toHaveBeenCalled();
  });

  test('and fails leaves an app that goes on, and locks the vault when it ends', async () => {
    const lock = vi.fn(() => after(10));
    const { app, ending, told } = appThatLocks(lock);
    ending.endThen(() => undefined);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ending.hasBegun).toBe(true);
    ending.stay();
    expect(ending.hasBegun).toBe(false);
    expect(told).toEqual(['stayed']);
    app.quit();
    await vi.advanceTimersByTimeAsync(5000);
    expect(lock).toHaveBeenCalledTimes(2);
    expect(app.isGone).toBe(true);
  });

  test('and never ends anything is given up', async () => {
    const { app, ending, told } = appThatLocks(() => after(10));
    ending.endThen(() => undefined);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(told).toEqual(['stayed']);
    app.quit();
    await vi.advanceTimersByTimeAsync(100);
    expect(app.isGone).toBe(true);
  });
});

test('the end of the session is held up by nothing, and locks what can still be locked', async () => {
  const lock = vi.fn(() => after(5000));
  const { app, ending, told } = appThatLocks(lock);
  const window = windowOf(ending);
  ending.setUnsaved(true);
  ending.sessionEnds();
  expect(lock).toHaveBeenCalledOnce();
  // macOS asks us to end while we are still at it.
  app.quit();
  expect(app.isGone).toBe(true);
  expect(window.close()).toBe(true);
  expect(told).toEqual([]);
});

test('where the session waits for us, the app ends by itself when the vault is locked', async () => {
  const { app, ending } = appThatLocks(() => after(10));
  windowOf(ending).emit('session-end');
  ending.sessionEnds();
  await vi.advanceTimersByTimeAsync(100);
  expect(app.isGone).toBe(true);
});
