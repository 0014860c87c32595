import { readFileSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// vitest 5 needs Map.groupBy to print failures, and Node 20 does not have it.
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

const root = new URL('.', import.meta.url);
const files = readdirSync(new URL('test', root), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.test\.tsx?$/.test(file));

/** Whether a file replaces modules, timers or globals, which would affect the next files. */
const altersGlobals = (file: string): boolean =>
  /\bvi\b|\bglobalThis\b|\bprocess\.(?:on|env|chdir)\b/.test(
    readFileSync(new URL(file, root), 'utf8'),
  );

export default defineConfig({
  test: {
    // Starting a process and loading the modules takes longer than most files take: files that
    // replace nothing global share the process of their worker.
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          isolate: false,
          include: files.filter((file) => !altersGlobals(file)),
        },
      },
      { extends: true, test: { name: 'alone', include: files.filter(altersGlobals) } },
    ],
    // The fault tests try every system call in turn, which takes 90 s while both cores are busy.
    testTimeout: 300_000,
    sequence: { shuffle: true },
    // By default vitest leaves one core free, which is half of two.
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
      // A limit for each folder, so that a well tested one does not hide another.
      thresholds: {
        branches: 95,
        'electron/vault/**/*.ts': { branches: 95 },
        'electron/keys/**/*.ts': { branches: 95 },
        'shared/**/*.ts': { branches: 95 },
      },
    },
  },
});
