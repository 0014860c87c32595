// Also for what it mends in Node 20.
import '../../vitest.config.ts';
import { defineConfig } from 'vitest/config';

/** Makes the vaults that are not there yet: `npx vitest run --config test/vectors/vitest.config.ts`. */
export default defineConfig({
  test: { include: ['test/vectors/make-vectors.ts'], testTimeout: 120_000 },
});
