import { passThrough } from '../bootstrap/child.mjs';
import { ensurePackages } from '../bootstrap/packages.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/** Applies the automatic fixes of lint and format. The format is fixed even when a lint error remains. */
export async function main() {
  await ensurePackages();
  const run = (/** @type {string[]} */ ...command) =>
    passThrough(process.execPath, command, { cwd: ROOT });
  const lint = await run(toolPath('oxlint'), '--fix');
  const format = await run(toolPath('oxfmt'));
  return lint || format;
}
