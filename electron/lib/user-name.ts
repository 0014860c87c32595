import { userInfo } from 'node:os';

/**
 * The name of the operating system's user. A user id without a name, as in some containers, must
 * not prevent the start.
 */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
