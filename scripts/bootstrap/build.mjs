import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runtimeEnvironment } from '../runtime/runtime.mjs';
import { capture } from './child.mjs';
import { explain, Failure, isDiskFull, tail } from './failure.mjs';
import { withLock } from './lock.mjs';
import { inRoot, lockPath, ROOT } from './paths.mjs';
import { step } from './report.mjs';
import { toolPath } from './tool.mjs';

const FOLDERS = ['electron', 'renderer', 'shared'];
const FILES = /^(electron\.vite\.config\.\w+|package(-lock)?\.json|tsconfig.*\.json)$/;

/** The fingerprint of the last build. It is in out/, so emptying that folder removes it too. */
const STAMP = inRoot('out', '.sources');

/**
 * Builds the app when its sources are not those of the last build.
 *
 * @param {import('../runtime/runtime.mjs').Runtime} runtime
 * @param {{ always?: boolean }} [options]
 */
export async function ensureBuild(runtime, { always = false } = {}) {
  if (!always && (await isBuilt())) return;
  await withLock(lockPath('build'), 'builds the app', async () => {
    if (!always && (await isBuilt())) return;
    // Taken before the build: a file that is edited meanwhile is not in this build.
    const sources = await fingerprint(ROOT);
    const colour = process.stderr.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
    const env = { ...process.env, ...runtimeEnvironment(runtime), ...colour };
    // An interrupted build must leave no build that counts as current.
    await rm(STAMP, { force: true });
    const { code, output } = await step(
      'Building the app',
      () => capture(process.execPath, [toolPath('electron-vite'), 'build'], { cwd: ROOT, env }),
      (result) => result.code === 0,
    );
    if (code !== 0) {
      const full = isDiskFull(output);
      throw new Failure(
        full ? 'The app could not be built: the disk is full.' : 'The app could not be built:',
        full ? explain(output).next : 'Correct this, then run the command again.',
        full ? tail(output, 4) : output.trim(),
      );
    }
    await mkdir(path.dirname(STAMP), { recursive: true });
    await writeFile(STAMP, sources);
  });
}

async function isBuilt() {
  const { main } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  if (!existsSync(inRoot(main))) return false;
  const last = await readFile(STAMP, 'utf8').catch(() => '');
  return last === (await fingerprint(ROOT));
}

/**
 * The fingerprint of the sources: path, size and time of each file. Every edit changes it.
 *
 * @param {string} directory the repository
 * @returns {Promise<string>}
 */
export async function fingerprint(directory) {
  const files = (await readdir(directory)).filter((name) => FILES.test(name));
  for (const folder of FOLDERS) {
    const entries = await readdir(path.join(directory, folder), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const entry of entries)
      if (entry.isFile())
        files.push(path.relative(directory, path.join(entry.parentPath, entry.name)));
  }
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const { size, mtimeMs } = await stat(path.join(directory, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
