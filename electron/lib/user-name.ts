import { userInfo } from 'node:os';

/** Who is at the keyboard. A user id without a name, as in some containers, is no reason not to start. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
