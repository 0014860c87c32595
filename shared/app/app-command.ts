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

/** There is no lock, so another start on the same profile goes unnoticed. */
export interface WithoutLock {
  obstacle: LockObstacle;
  /** of the folder that takes no lock */
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
  /** the runtime brings the licences of Chromium along */
  hasChromiumLicences: boolean;
  /** the system can keep the window out of pictures and recordings of the screen */
  canProtectContent: boolean;
}

/** A package that is in the app, with the text it is licensed under. */
export interface Licence {
  name: string;
  version: string;
  /** SPDX, e.g. `MIT` */
  licence: string;
  text: string;
}

/** The ways to zoom. */
export const ZOOMS = ['in', 'out', 'actual-size'] as const;
export type Zoom = (typeof ZOOMS)[number];
