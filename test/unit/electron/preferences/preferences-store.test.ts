import '../../../support/without-electron';
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PreferencesStore } from '../../../../electron/preferences/preferences-store';
import { DEFAULT_PREFERENCES } from '../../../../shared/preferences/preferences';
import { preferencesSchema } from '../../../../shared/preferences/preferences-schema';
import { failureOf, valueOf } from '../../../support/sample-keys';
import { temporaryDirectory } from '../../../support/test-vault';

const pathIn = (directory: string) => join(directory, 'preferences.json');

async function storeOn(content: string): Promise<{ store: PreferencesStore; directory: string }> {
  const directory = await temporaryDirectory();
  await writeFile(pathIn(directory), content);
  return { store: new PreferencesStore(directory), directory };
}

describe('the preferences', () => {
  it.each(['{', ''])('outlive a file that is broken to %j while the app runs', async (content) => {
    const { store, directory } = await storeOn('{}');
    valueOf(store.set({ theme: 'dark' }));
    store.noteFailedAttempt('2026-11-23T09:12:00.000Z');
    await writeFile(pathIn(directory), content);
    expect(store.recall('windowPlaces')).toBeUndefined();
    store.remember('windowPlaces', { home: 1 });
    store.rollbackMark = 'a mark';
    const again = new PreferencesStore(directory);
    expect(again.get().theme).toBe('dark');
    expect(again.failedAttempts?.count).toBe(1);
    expect(again.rollbackMark).toBe('a mark');
    // What could not be understood is set aside, not erased.
    const names = await readdir(directory);
    expect(names.filter((name) => name.includes('unreadable')).length).toBe(1);
  });

  it('are the defaults at first, and the chosen ones from then on', async () => {
    const directory = await temporaryDirectory();
    const store = new PreferencesStore(directory);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    expect(store.lastOpenedAt).toBeNull();
    expect(valueOf(store.set({ theme: 'dark' }))).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
    });
    expect(valueOf(store.set({ hideInactive: true, theme: undefined }))).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
      hideInactive: true,
    });
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    store.lastOpenedAt = '2026-11-23T09:12:00.000Z';
    expect(store.lastOpenedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(new PreferencesStore(directory).lastOpenedAt).toBeNull();
    vi.advanceTimersByTime(2_000);
    const again = new PreferencesStore(directory);
    expect(again.get()).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark', hideInactive: true });
    expect(again.lastOpenedAt).toBe('2026-11-23T09:12:00.000Z');
    // The next save includes it.
    again.lastOpenedAt = '2026-11-24T09:12:00.000Z';
    valueOf(again.set({ theme: 'light' }));
    expect(new PreferencesStore(directory).lastOpenedAt).toBe('2026-11-24T09:12:00.000Z');
  });

  it('count the attempts to unlock that failed, over a restart, until they are recorded', async () => {
    const directory = await temporaryDirectory();
    const store = new PreferencesStore(directory);
    expect(store.failedAttempts).toBeNull();
    store.noteFailedAttempt('2026-11-23T09:12:00.000Z');
    new PreferencesStore(directory).noteFailedAttempt('2026-11-23T09:13:00.000Z');
    const again = new PreferencesStore(directory);
    expect(again.failedAttempts).toEqual({
      count: 2,
      firstAt: '2026-11-23T09:12:00.000Z',
      lastAt: '2026-11-23T09:13:00.000Z',
    });
    again.clearFailedAttempts();
    expect(again.failedAttempts).toBeNull();
    expect(new PreferencesStore(directory).failedAttempts).toBeNull();
  });

  it.each<unknown>([
    1,
    'three',
    {},
    { count: -1, firstAt: '2026-11-23T09:12:00.000Z', lastAt: '2026-11-23T09:12:00.000Z' },
    { count: 1.5, firstAt: '2026-11-23T09:12:00.000Z', lastAt: '2026-11-23T09:12:00.000Z' },
    { count: 1, firstAt: 'yesterday', lastAt: '2026-11-23T09:12:00.000Z' },
    { count: 1, firstAt: '2026-11-23', lastAt: '2026-11-23T09:12:00.000Z' },
  ])('do not count what is no count (%j)', async (failedAttempts) => {
    const { store } = await storeOn(JSON.stringify({ failedAttempts }));
    expect(store.failedAttempts).toBeNull();
  });

  it.each(['', '{', 'not json', '\u0000\u0000'])(
    'that cannot be read (%j) are set aside, not erased, and the app starts',
    async (content) => {
      const { store, directory } = await storeOn(content);
      expect(store.get()).toEqual(DEFAULT_PREFERENCES);
      store.set({ theme: 'light' });
      expect(new PreferencesStore(directory).get().theme).toBe('light');
      const aside = (await readdir(directory)).find((name) => name.includes('.unreadable-'));
      expect(await readFile(join(directory, aside ?? ''), 'utf8')).toBe(content);
    },
  );

  it('keep valid values when others are invalid', async () => {
    const { store } = await storeOn(
      JSON.stringify({
        preferences: { theme: 'neon', hideInactive: true, unknown: 1 },
        lastOpenedAt: 'yesterday',
        // An earlier version kept it.
        withoutGraphicsAt: '2026-11-01T00:00:00.000Z',
      }),
    );
    expect(store.get()).toEqual({ ...DEFAULT_PREFERENCES, hideInactive: true });
    expect(store.lastOpenedAt).toBeNull();
  });

  it('are valid whatever the file contains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (preferences, lastOpenedAt) => {
        const { store } = await storeOn(JSON.stringify({ preferences, lastOpenedAt }));
        expect(preferencesSchema.safeParse(store.get()).success).toBe(true);
        expect(['string', 'object']).toContain(typeof store.lastOpenedAt);
        expect(preferencesSchema.safeParse(valueOf(store.set({ theme: 'dark' }))).success).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each(['null', '[]', '1', '"text"', '{"__proto__":{"theme":"dark"}}'])(
    'are the defaults when the whole file is %s',
    async (content) => {
      const { store } = await storeOn(content);
      expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    },
  );

  it('that cannot be written do not prevent the start: the choice fails by name, and succeeds later', async () => {
    const directory = await temporaryDirectory();
    // A directory in the place of the file is refused to root as well.
    await mkdir(pathIn(directory));
    const store = new PreferencesStore(directory);
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    store.lastOpenedAt = '2026-11-23T09:12:00.000Z';
    expect(store.lastOpenedAt).toBe('2026-11-23T09:12:00.000Z');
    expect(failureOf(store.set({ theme: 'dark' }))).toMatchObject({
      code: 'write-failed',
      path: pathIn(directory),
    });
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
    await rmdir(pathIn(directory));
    expect(valueOf(store.set({ theme: 'dark' })).theme).toBe('dark');
    expect(new PreferencesStore(directory).get().theme).toBe('dark');
  });
});
