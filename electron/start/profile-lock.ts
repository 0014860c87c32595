import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import type { LockObstacle, WithoutLock } from '../../shared/app/app-command';
import { systemErrorCode } from '../platform/disk/file-system';

/** Who has the profile: the one thing of which there is only one. */
export type ProfileLock =
  /** this start, until it ends */
  | { kind: 'ours' }
  /** another start on this computer, which was told of this one */
  | { kind: 'held' }
  /** nobody: the lock cannot be made here. The app works without it, and the vault looks at its files before it writes */
  | ({ kind: 'none' } & WithoutLock);

/** Chromium's lock on Linux and macOS: a symbolic link to `COMPUTER-PROCESS`, and one to the socket of who has it. */
const LOCK = 'SingletonLock';
const SOCKET = 'SingletonSocket';
const LINKS = [LOCK, SOCKET, 'SingletonCookie'];
/** … and on Windows a file that is open as long as somebody has it. */
const WINDOWS_LOCK = 'lockfile';

/** A path of a socket has at most so many bytes, its end included. */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 108 : 104;
/** What Chromium appends to the temporary folder for its socket. */
const SOCKET_BELOW = '/.org.chromium.Chromium.XXXXXX/SingletonSocket';

/**
 * Asks for the lock of a profile. Electron only says yes or no, and no also where the lock cannot be made at all.
 *
 * @param userData absolute, the folder of the profile
 * @param request Electron's own asking; when somebody on this computer has the lock, it tells them of this start
 */
export function takeLock(userData: string, request: () => boolean): ProfileLock {
  const given = process.env['TMPDIR'];
  const folder = process.platform === 'win32' ? null : shortTemporaryFolder();
  if (folder !== null) process.env['TMPDIR'] = folder;
  try {
    removeUnusableSocket(userData);
    return request() ? { kind: 'ours' } : lockAfterRefusal(userData);
  } finally {
    if (given === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = given;
  }
}

/**
 * A temporary folder in which a socket may stand: with a longer one Chromium ends at once, without a word.
 *
 * @returns null when that of the system is good
 */
function shortTemporaryFolder(): string | null {
  const given = process.env['TMPDIR'];
  if (given === undefined || given === '' || isGood(given)) return null;
  const others = [process.env['XDG_RUNTIME_DIR'] ?? '', '/tmp'];
  return others.find(isGood) ?? null;
}

function isGood(folder: string): boolean {
  if (!isAbsolute(folder) || Buffer.byteLength(folder + SOCKET_BELOW) >= SOCKET_PATH_BYTES) {
    return false;
  }
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a start with a too long temporary folder has left: nobody can listen there, and Chromium would end over it again. */
function removeUnusableSocket(userData: string): void {
  const socket = linkAt(join(userData, SOCKET));
  if (socket === null || Buffer.byteLength(socket) < SOCKET_PATH_BYTES) return;
  unlinkIfPossible(join(userData, SOCKET));
}

function lockAfterRefusal(userData: string): ProfileLock {
  if (process.platform === 'win32') {
    if (existsSync(join(userData, WINDOWS_LOCK))) return { kind: 'held' };
    return { kind: 'none', obstacle: 'other', path: userData };
  }
  const [, computer, number] = /^(.*)-(\d+)$/.exec(linkAt(join(userData, LOCK)) ?? '') ?? [];
  const pid = computer === hostname() ? Number(number) : null;
  if (pid !== null && pid !== process.pid && isApp(pid)) return { kind: 'held' };
  const none = obstacleIn(userData);
  if (pid === process.pid) {
    // What it could make of its lock before it gave up, the next start would take for that of somebody.
    for (const name of LINKS) unlinkIfPossible(join(userData, name));
    return none;
  }
  // Where a lock can be made, one that was left behind is taken over. So somebody has answered whose process cannot be
  // seen from here, as from one container into another.
  return computer !== undefined && none.obstacle === 'other' ? { kind: 'held' } : none;
}

/** Whether a process runs, and is one of this app as far as that can be seen: numbers are given out again. */
function isApp(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemErrorCode(error) !== 'EPERM') return false;
  }
  const program = linkAt(`/proc/${pid}/exe`);
  return program === null || basename(program) === basename(process.execPath);
}

const OBSTACLES = new Map<string, LockObstacle>([
  ['EROFS', 'read-only'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-links'],
  ['ENOTSUP', 'no-links'],
  ['EOPNOTSUPP', 'no-links'],
  ['ENOSYS', 'no-links'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
]);

/** Tries what Chromium could not do, to know why: it needs all of its links. */
function obstacleIn(userData: string): { kind: 'none' } & WithoutLock {
  const made: string[] = [];
  try {
    for (const name of LINKS) {
      const probe = join(userData, `.${name}-${process.pid}`);
      symlinkSync('probe', probe);
      made.push(probe);
    }
  } catch (error) {
    const obstacle = OBSTACLES.get(systemErrorCode(error) ?? '') ?? 'other';
    return { kind: 'none', obstacle, path: userData };
  } finally {
    for (const probe of made) unlinkIfPossible(probe);
  }
  try {
    rmdirSync(mkdtempSync(join(tmpdir(), 'ownchat-keys-')));
  } catch {
    return { kind: 'none', obstacle: 'temporary-folder', path: tmpdir() };
  }
  return { kind: 'none', obstacle: 'other', path: userData };
}

/** @returns where a symbolic link leads; null when there is none that can be read */
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function unlinkIfPossible(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Who asks next finds it again.
  }
}
