import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { capture } from '../bootstrap/child.mjs';
import { Failure, tail } from '../bootstrap/failure.mjs';
import { inRoot } from '../bootstrap/paths.mjs';
import { megabytes, say, step } from '../bootstrap/report.mjs';
import { controlFile, debianVersion } from '../package/debian-control.mjs';
import { layOut } from '../package/debian-tree.mjs';
import { packApp } from '../package/pack-app.mjs';
import { distribution } from '../runtime/runtime.mjs';

const MAINTAINER = 'Ownchat Keys contributors <keys@ownchat.example>';

/** Makes the Debian package of the app in dist/, offline, and prints its path to stdout. */
export async function main() {
  process.stdout.write(`${await makePackage()}\n`);
  return 0;
}

/** @returns {Promise<string>} the package's path */
export async function makePackage() {
  if (process.platform !== 'linux' || (await capture('dpkg-deb', ['--version'])).code !== 0)
    throw new Failure(
      'This command makes a Debian package, which needs dpkg-deb.',
      'For the packages of other systems run `npx electron-builder` on them: see CONTRIBUTING.md.',
    );
  const { runtime } = await bootstrap({ display: false });
  const app = await packApp(runtime);
  const file = await debianPackage(app);
  const [bare, installed] = [await bytesIn(distribution(runtime)), await bytesIn(app.folder)];
  say(
    `Installed ${megabytes(installed)} (the bare runtime: ${megabytes(bare)}), package ${megabytes((await stat(file)).size)}.`,
  );
  if (app.version.endsWith('-dev'))
    say(
      `Made with Electron ${runtime.version}, past its end of life: for trying out, not for real keys.`,
    );
  return file;
}

/** @param {import('../package/pack-app.mjs').PackedApp} app @returns {Promise<string>} its path */
async function debianPackage(app) {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
  const root = await mkdtemp(inRoot('dist', 'debian-'));
  const file = inRoot('dist', `ownchat-keys_${debianVersion(app.version)}_amd64.deb`);
  const unfinished = `${file}.unfinished`;
  try {
    const { code, output } = await step('Making the Debian package', async () => {
      const tree = path.join(root, 'tree');
      await layOut(tree, app, { date, maintainer: MAINTAINER });
      const control = controlFile({
        version: app.version,
        installedBytes: await bytesIn(tree),
        maintainer: MAINTAINER,
      });
      await mkdir(path.join(tree, 'DEBIAN'), { mode: 0o755 });
      await writeFile(path.join(tree, 'DEBIAN', 'control'), control, { mode: 0o644 });
      return capture('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', tree, unfinished]);
    });
    if (code !== 0)
      throw new Failure('dpkg-deb failed:', 'Correct what it names.', tail(output, 20));
    await rename(unfinished, file);
    return file;
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(unfinished, { force: true });
  }
}

/** @param {string} folder @returns {Promise<number>} */
async function bytesIn(folder) {
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) total += (await stat(path.join(entry.parentPath, entry.name))).size;
  return total;
}
