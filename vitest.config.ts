import { defineConfig } from 'vitest/config';

// vitest 5 prints failures with Map.groupBy, which Node 20 has not: without this nobody learns what failed.
if (!('groupBy' in Map)) Object.assign(Map, { groupBy });

function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    groups.set(key, [...(groups.get(key) ?? []), item]);
    index += 1;
  }
  return groups;
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/app/**'],
    // The fault tests try every system call in turn, which takes 90 s while both cores are busy.
    testTimeout: 300_000,
    sequence: { shuffle: true },
    // By default one core stays free, which of two is half.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: [
        'electron/platform/disk/**/*.ts',
        'electron/vault/**/*.ts',
        'electron/keys/**/*.ts',
        'shared/**/*.ts',
      ],
      exclude: ['**/*.d.ts', 'shared/words/**'],
      reporter: ['text-summary', 'html'],
      // Each by itself: a folder that is tested well must not make up for one that is not.
      thresholds: {
        branches: 95,
        'electron/vault/**/*.ts': { branches: 95 },
        'electron/keys/**/*.ts': { branches: 95 },
        'shared/**/*.ts': { branches: 95 },
      },
    },
  },
});
