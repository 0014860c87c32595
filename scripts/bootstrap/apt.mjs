import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture } from './child.mjs';
import { explain, Failure, tail } from './failure.mjs';
import { step } from './report.mjs';

/** @typedef {{ name: string, candidates: string[] }} Missing a library or program, and the packages that may hold it */

/** Whether packages can be installed without a prompt: as root, where apt exists. */
export const canInstall = () => process.getuid?.() === 0 && onPath('apt-get') !== undefined;

/**
 * Installs missing packages. @throws {Failure} when apt fails
 *
 * @param {Missing[]} wanted
 * @param {string} what a description of them for the person
 */
export async function install(wanted, what) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (/** @type {string[]} */ args) => {
    const result = await capture('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env });
    if (result.code === 0) return;
    const { cause, next } = explain(result.output);
    throw new Failure(`apt-get ${args[0]} failed: ${cause}. It said:`, next, tail(result.output));
  };
  await step(`Looking up ${what}`, () => apt(['update']));
  const packages = await choosePackages(wanted);
  await step(`Installing ${what} with apt (${packages.join(', ')})`, () =>
    apt(['install', '-y', '--no-install-recommends', ...packages]),
  );
}

/**
 * Chooses the name that apt knows: Debian and Ubuntu renamed many libraries (`libasound2` → `libasound2t64`).
 *
 * @param {Missing[]} wanted
 * @returns {Promise<string[]>}
 */
export async function choosePackages(wanted) {
  const { output } = await capture('apt-cache', [
    'policy',
    ...wanted.flatMap(({ candidates }) => candidates),
  ]);
  const known = new Set(
    output
      .split(/^(?=\S)/m)
      .filter((block) => /Candidate: (?!\(none\))/.test(block))
      .map((block) => block.split(':')[0]),
  );
  const chosen = wanted.map(
    ({ candidates }) => candidates.find((name) => known.has(name)) ?? candidates.at(-1) ?? '',
  );
  return [...new Set(chosen)].toSorted();
}

/** @param {string} program @returns {string | undefined} its path */
export function onPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}
