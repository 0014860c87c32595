import { ensureBuild } from '../bootstrap/build.mjs';
import { ensurePackages } from '../bootstrap/packages.mjs';
import { ensureRuntime } from '../runtime/runtime.mjs';

/** Builds the app into out/, whether or not anything changed. */
export async function main() {
  await ensurePackages();
  await ensureBuild(await ensureRuntime(), { always: true });
  return 0;
}
