import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdatesOff } from '../../shared/updates/update-state';

/**
 * The AppImage this copy of the app runs from. Whatever an AppImage starts inherits the two variables from it, so they
 * count only for what lies in it.
 *
 * @param executable absolute
 */
export function ownAppImage(
  { APPIMAGE, APPDIR }: { APPIMAGE?: string; APPDIR?: string },
  executable: string,
): string | undefined {
  return APPDIR && executable.startsWith(`${APPDIR.replace(/\/+$/, '')}/`) ? APPIMAGE : undefined;
}

/**
 * Whether this copy of the app brings its own updates. A package of a distribution is renewed by the
 * distribution, and a build without a release key could not tell a true update from a false one.
 *
 * @returns null when it does
 */
export function updatesOff(app: {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** the AppImage it runs from, if it does */
  appImage: string | undefined;
  resources: string;
  publicKey: string;
}): UpdatesOff | null {
  if (!app.isPackaged) return 'development';
  if (app.platform === 'linux' && app.appImage === undefined) return 'distribution';
  if (app.publicKey === '' || !existsSync(join(app.resources, 'app-update.yml'))) return 'unsigned';
  return null;
}
