import { defineConfig } from '@playwright/test';

/** The app tests: real Electron, each test with a profile of its own. */
export default defineConfig({
  testDir: 'test/app',
  outputDir: process.env['OWNCHAT_TEST_OUTPUT'] ?? 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
