import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/**
 * A test waits for a third of its time: for a process to start, a dialog to fade, a poll. On Linux
 * each worker has a display of its own. On other systems their windows share one, and its focus.
 */
const workers = process.platform === 'linux' ? Math.ceil(availableParallelism() * 1.5) : 2;

/** The app tests: real Electron, each test with a profile of its own. */
export default defineConfig({
  testDir: 'test/app',
  outputDir: process.env['OWNCHAT_TEST_OUTPUT'] ?? 'test-results',
  fullyParallel: true,
  workers,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
