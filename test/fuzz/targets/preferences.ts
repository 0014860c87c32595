import '../../support/without-electron';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preferencesSchema } from '../../../shared/preferences/preferences-schema';
import { PreferencesStore } from '../../../electron/preferences/preferences-store';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';

/** `preferences.json` with any content. */
export const preferences: FuzzTarget = {
  name: 'preferences',
  property:
    'the app starts with preferences that are some, keeps what it is told from then on, and a file that is not understood is set aside as it was',
  words: [
    '"preferences":{',
    '"theme":"dark"',
    '"lockAfterMinutes":0',
    '"failedAttempts":{',
    '"count":1',
    '__internal__',
  ],
  check(input) {
    const directory = mkdtempSync(join(tmpdir(), 'ownchat-keys-fuzz-'));
    try {
      const path = join(directory, 'preferences.json');
      writeFileSync(path, input);
      const store = new PreferencesStore(directory);
      holds(preferencesSchema.safeParse(store.get()).success, 'the preferences are some');
      const { failedAttempts, lastOpenedAt } = store;
      holds(failedAttempts === null || failedAttempts.count > 0, 'attempts are counted from one');
      holds(lastOpenedAt === null || !Number.isNaN(Date.parse(lastOpenedAt)), 'a time is one');
      const aside = readdirSync(directory).filter((name) => name.includes('unreadable'));
      for (const name of aside) {
        holds(readFileSync(join(directory, name)).equals(input), 'what is set aside is as it was');
      }
      holds(store.set({ theme: 'dark', lockAfterMinutes: 5 }).ok, 'what is chosen is kept');
      const wanted = { ...store.get(), theme: 'dark', lockAfterMinutes: 5 };
      const again = new PreferencesStore(directory);
      holdsSame(again.get(), wanted, 'the preferences of the next start');
      holdsSame(again.failedAttempts, failedAttempts, 'the failed attempts of the next start');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};
