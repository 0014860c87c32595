import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/app/**'],
    testTimeout: 60_000,
    sequence: { shuffle: true },
    coverage: {
      provider: 'v8',
      include: ['electron/vault/**', 'electron/keys/**', 'shared/**'],
      exclude: ['**/*.d.ts', 'shared/words/**'],
      reporter: ['text-summary', 'html'],
      thresholds: { branches: 95 },
    },
  },
});
