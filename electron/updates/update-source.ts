import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdatesOff } from '../../shared/updates/update-state';

/**
 * The AppImage that this copy of the app runs from. Programs that an AppImage starts inherit the
 * two variables, so they count only for an executable inside it.
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
 * Why this copy of the app does not update itself: a distribution package is updated by the
 * distribution, and a build without a release key could not verify an update.
 *
 * @returns null when it does
 */
export function updatesOff(app: {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** the AppImage it runs from, if any */
  appImage: string | undefined;
  resources: string;
  publicKey: string;
}): UpdatesOff | null {
  if (!app.isPackaged) return 'development';
  if (app.platform === 'linux' && app.appImage === undefined) return 'distribution';
  if (app.publicKey === '' || !existsSync(join(app.resources, 'app-update.yml'))) return 'unsigned';
  return null;
}
