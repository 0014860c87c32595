import { ensurePackages } from '../bootstrap/packages.mjs';
import { COUNTERS, countBlocks } from '../fuzz/count-blocks.mjs';
import { runProgram } from '../run-typescript.mjs';

/** Feeds one of the app's readers with generated input; it needs no app. @param {string[]} args */
export async function main(args) {
  await ensurePackages();
  const options = { plugins: [countBlocks()], banner: COUNTERS, inlined: ['sax'] };
  // One of the readers imports the package `electron`, which outside Electron would download the runtime.
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' };
  return runProgram('test/fuzz/run.ts', args, env, options);
}
