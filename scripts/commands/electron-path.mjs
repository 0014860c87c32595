import { ensurePackages } from '../bootstrap/packages.mjs';
import { electronPath } from '../runtime/runtime.mjs';

/** Prints the Electron executable in use, and nothing else, to stdout. */
export async function main() {
  await ensurePackages();
  process.stdout.write(`${await electronPath()}\n`);
  return 0;
}
