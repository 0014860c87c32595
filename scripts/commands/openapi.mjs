import { ensurePackages } from '../bootstrap/packages.mjs';
import { passThrough } from '../bootstrap/child.mjs';
import { inRoot } from '../bootstrap/paths.mjs';

/** Writes the types of the endpoint's contract again. @param {string[]} args */
export async function main(args) {
  await ensurePackages();
  return passThrough(process.execPath, [inRoot('scripts', 'openapi', 'write-types.mjs'), ...args]);
}
