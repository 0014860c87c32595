import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { LaunchOptions, RunningApp } from '../support/app';
import { launchApp } from '../support/app';
import { unlock } from '../support/main-job';
import { takeOwnDisplay } from '../support/own-display';
import type { PreparedKey } from '../support/vault-to-unlock';
import { vaultToUnlock } from '../support/vault-to-unlock';

export { expect };
export { CHEAP_COST } from '../support/cheap-cost';
export { createKey, createVault, fillKeyForm, lock, unlock } from '../support/main-job';

export const PASSPHRASE = 'correct horse battery';

interface LaunchChoices extends Partial<LaunchOptions> {
  /** whether errors in the page's console are allowed: for tests that cause them */
  mayComplain?: boolean;
}

/** `keys`: oldest first. `secrets`: those of these keys, in the same order. */
type LaunchUnlocked = <const Keys extends readonly PreparedKey[] = []>(
  options?: LaunchChoices & { keys?: Keys },
) => Promise<RunningApp & { secrets: { [Index in keyof Keys]: string } }>;

export interface Fixtures {
  /** The test's own profile, deleted at its end. */
  userData: string;
  /** Starts the app on that profile. At the end of the test it is quit, and must have caused no page errors. */
  launch: (options?: LaunchChoices) => Promise<RunningApp>;
  /**
   * Makes a vault with these keys without the window, starts the app on it and unlocks it: for all
   * tests except those of the first run and of the dialog that creates keys.
   */
  launchUnlocked: LaunchUnlocked;
}

export const test = base.extend<Fixtures, { display: void }>({
  // A display for each worker: two apps on one display share its clipboard, selection and focus.
  display: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
    async ({}, use) => {
      const leave = await takeOwnDisplay();
      await use();
      await leave();
    },
    { scope: 'worker', auto: true },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  userData: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'ownchat-keys-app-'));
    await use(directory);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  },

  launch: async ({ userData }, use) => {
    const running: RunningApp[] = [];
    const watched: RunningApp[] = [];
    await use(async ({ mayComplain = false, ...options } = {}) => {
      const started = await launchApp({ userData, ...options });
      running.push(started);
      if (!mayComplain) watched.push(started);
      return started;
    });
    const complaints = watched.flatMap((started) => started.complaints);
    for (const started of running) await started.close();
    expect(complaints).toEqual([]);
  },

  launchUnlocked: async ({ launch, userData }, use) => {
    await use(async ({ keys, ...options } = {}) => {
      const profile = { userData: options.userData ?? userData, passphrase: PASSPHRASE };
      const secrets = await vaultToUnlock(profile, keys);
      const started = await launch(options);
      await unlock(started.page, PASSPHRASE);
      return { ...started, secrets };
    });
  },
});
