import { passThrough } from '../bootstrap/child.mjs';
import { ensurePackages } from '../bootstrap/packages.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { toolPath } from '../bootstrap/tool.mjs';

/** Mends what lint and format can mend; the format is mended even when lint is left with a complaint. */
export async function main() {
  await ensurePackages();
  const run = (/** @type {string[]} */ ...command) =>
    passThrough(process.execPath, command, { cwd: ROOT });
  const lint = await run(toolPath('oxlint'), '--fix');
  const format = await run(toolPath('oxfmt'));
  return lint || format;
}
