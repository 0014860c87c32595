import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inRoot, ROOT } from '../bootstrap/paths.mjs';
import { layOutShared } from '../package/debian-tree.mjs';
import { notesOf, publicKeyOf, signManifest } from '../package/release-manifest.mjs';
import { settingsProblem } from '../package/release-settings.mjs';
import { appBill } from '../package/sbom.mjs';
import { ensureRuntime } from '../runtime/runtime.mjs';

/**
 * The steps of a release that .github/workflows/release.yml takes from here:
 * `check v1.2.3`, `shared-files FOLDER`, `sbom FILE`, `notes`, `sign FOLDER`, `public-key`.
 *
 * @param {string[]} args
 */
export async function main([step = '', value = '']) {
  const about = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const { version } = about;
  switch (step) {
    case 'check':
      await check(value, version);
      return 0;
    case 'shared-files':
      await layOutShared(path.resolve(value), { version, date: new Date() });
      return 0;
    case 'sbom':
      await writeFile(value, JSON.stringify(await billOf(about), null, 2));
      return 0;
    case 'notes':
      process.stdout.write(`${await notes(version)}\n`);
      return 0;
    case 'public-key':
      process.stdout.write(`${publicKeyOf(privateKey())}\n`);
      return 0;
    case 'sign':
      await signAll(value, await notes(version));
      return 0;
    default:
      throw new Failure(
        `There is no step "${step}".`,
        'Steps: check, shared-files, sbom, notes, sign, public-key.',
      );
  }
}

/** @param {string} tag @param {string} version */
async function check(tag, version) {
  if (tag !== `v${version}`)
    throw new Failure(
      `The tag is ${tag}, but package.json says ${version}.`,
      'Correct the one that is wrong.',
    );
  await notes(version);
  const problem = settingsProblem(process.env);
  if (problem !== null)
    throw new Failure(problem, 'CONTRIBUTING.md says what the environment "release" must hold.');
}

/** @param {{ name: string, version: string }} about */
async function billOf(about) {
  const { executable } = await ensureRuntime();
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const versions = answerOf(executable, ['-p', 'JSON.stringify(process.versions)'], asNode);
  return appBill(
    answerOf('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx']),
    about,
    versions,
  );
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {any} what it printed as JSON */
function answerOf(command, args, env = process.env) {
  const maxBuffer = 64 * 1024 * 1024;
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'pipe', 'inherit'];
  return JSON.parse(
    execFileSync(command, args, { cwd: ROOT, env, stdio, maxBuffer, encoding: 'utf8' }),
  );
}

/** @param {string} version */
async function notes(version) {
  const text = notesOf(await readFile(inRoot('CHANGELOG.md'), 'utf8'), version);
  if (text === null)
    throw new Failure(
      `CHANGELOG.md has no section [${version}].`,
      'Write what is new for those who will be offered it.',
    );
  return text;
}

/** @param {string} folder @param {string} text */
async function signAll(folder, text) {
  const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name));
  if (names.length === 0)
    throw new Failure(`${folder} has no latest*.yml.`, 'Give the folder with the packages.');
  for (const name of names) {
    const file = path.join(folder, name);
    await writeFile(file, signManifest(await readFile(file, 'utf8'), text, privateKey()));
  }
}

function privateKey() {
  const key = process.env.OWNCHAT_UPDATE_PRIVATE_KEY;
  if (!key)
    throw new Failure(
      'OWNCHAT_UPDATE_PRIVATE_KEY is not set.',
      'Make one with `openssl genpkey -algorithm ed25519` and keep it as a secret of the repository.',
    );
  return key;
}
