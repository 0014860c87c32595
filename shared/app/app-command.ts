/** A command from a menu to the window. */
export type AppCommand = 'new-key' | 'find' | 'preferences' | 'updates' | 'about';

/** A request from a link to show something. */
export type AppRequest = { kind: 'key'; id: string } | { kind: 'page'; page: string };

/** Why the profile lock cannot be taken, by the possible remedy. */
export type LockObstacle =
  | 'read-only'
  | 'no-permission'
  | 'no-links'
  | 'disk-full'
  | 'temporary-folder'
  | 'other';

/** There is no lock, so another start on the same profile is not detected. */
export interface WithoutLock {
  obstacle: LockObstacle;
  /** the folder that cannot hold a lock */
  path: string;
}

/** The components of the app, for the About window. */
export interface AboutApp {
  version: string;
  electron: string;
  chromium: string;
  node: string;
  /** its runtime gets no security updates any more */
  isDevelopmentBuild: boolean;
  /** after several crashes in a row, it runs without graphics acceleration */
  isSafeStart: boolean;
  /** null when it has the lock of its profile */
  withoutLock: WithoutLock | null;
  /** the runtime includes the licences of Chromium */
  hasChromiumLicences: boolean;
  /** the system can exclude the window from screen captures */
  canProtectContent: boolean;
}

/** A package in the app, with the text of its licence. */
export interface Licence {
  name: string;
  version: string;
  /** SPDX, e.g. `MIT` */
  licence: string;
  text: string;
}

/** The zoom commands. */
export const ZOOMS = ['in', 'out', 'actual-size'] as const;
export type Zoom = (typeof ZOOMS)[number];
