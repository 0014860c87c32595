// Also for its workarounds in Node 20.
import '../../vitest.config.ts';
import { defineConfig } from 'vitest/config';

/** The tests on the package that `npm run package` makes; they install it, one after another. */
export default defineConfig({
  test: {
    include: ['test/package/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
