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

/** The holder of the profile lock. */
export type ProfileLock =
  /** this process, until it ends */
  | { kind: 'ours' }
  /** another process on this computer, which has received this start's message */
  | { kind: 'held' }
  /**
   * no process: the lock cannot be made here. The app works without it, and the vault checks its
   * files before it writes
   */
  | ({ kind: 'none' } & WithoutLock);

/**
 * Chromium's lock on Linux and macOS: a symbolic link to `COMPUTER-PROCESS`, and one to the socket
 * of its holder.
 */
const LOCK = 'SingletonLock';
const SOCKET = 'SingletonSocket';
const LINKS = [LOCK, SOCKET, 'SingletonCookie'];
/** Chromium's lock on Windows: a file that its holder keeps open. */
const WINDOWS_LOCK = 'lockfile';

/** The maximum length of a socket path in bytes, including its terminator. */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 108 : 104;
/** What Chromium appends to the temporary folder for its socket. */
const SOCKET_BELOW = '/.org.chromium.Chromium.XXXXXX/SingletonSocket';

/**
 * Requests the lock of a profile. Electron answers yes or no; "no" also covers a lock that cannot
 * be made at all.
 *
 * @param userData absolute, the folder of the profile
 * @param request Electron's own request; it sends the message of this start to the holder, if there
 * is one on this computer
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
 * A temporary folder with a short enough path for a socket: with a longer one Chromium exits
 * without a message.
 *
 * @returns null when the system's folder is suitable
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

/**
 * The remains of a start with a too long temporary folder: no process can listen there, and
 * Chromium would exit again.
 */
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
    // The next start would mistake an incomplete lock for that of another process.
    for (const name of LINKS) unlinkIfPossible(join(userData, name));
    return none;
  }
  // A stale lock would have been taken over. So a live process has answered that is not visible
  // from here, for example in another container.
  return computer !== undefined && none.obstacle === 'other' ? { kind: 'held' } : none;
}

/**
 * Whether a process runs and seems to belong to this app: process ids are reused.
 */
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

/** Repeats what Chromium could not do, to find the reason: the lock needs all of its links. */
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

/** @returns the target of a symbolic link; null when it cannot be read */
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
    // The next request finds the file again.
  }
}
