import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inRoot } from '../bootstrap/paths.mjs';
import { notesOf, publicKeyOf, signManifest } from '../package/release-manifest.mjs';

/**
 * The steps of a release that are ours (.github/workflows/release.yml):
 * `check-tag v1.2.3`, `notes`, `sign FOLDER`, `public-key`.
 *
 * @param {string[]} args
 */
export async function main([step = '', value = '']) {
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  switch (step) {
    case 'check-tag':
      if (value !== `v${version}`)
        throw new Failure(
          `The tag is ${value}, but package.json says ${version}.`,
          'Correct the one that is wrong.',
        );
      await notes(version);
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
        'Steps: check-tag, notes, sign, public-key.',
      );
  }
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
