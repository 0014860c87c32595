/** What a menu asks the window to show. */
export type AppCommand = 'new-key' | 'find' | 'preferences' | 'updates' | 'about';

/** What a link from outside asked the app to show. */
export type AppRequest = { kind: 'key'; id: string } | { kind: 'page'; page: string };

/** What the app is made of, for the About window. */
export interface AboutApp {
  version: string;
  electron: string;
  chromium: string;
  node: string;
  /** its runtime gets no security updates any more */
  isDevelopmentBuild: boolean;
  /** it did not end properly several times in a row, and now runs without graphics acceleration */
  isSafeStart: boolean;
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
