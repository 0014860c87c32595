import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdatesOff } from '../../shared/update-state';

/**
 * Whether this copy of the app brings its own updates. A package of a distribution is renewed by the
 * distribution, and a build without a release key could not tell a true update from a false one.
 *
 * @returns null when it does
 */
export function updatesOff(app: {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** set by the AppImage's own starter */
  appImage: string | undefined;
  resources: string;
  publicKey: string;
}): UpdatesOff | null {
  if (!app.isPackaged) return 'development';
  if (app.platform === 'linux' && app.appImage === undefined) return 'distribution';
  if (app.publicKey === '' || !existsSync(join(app.resources, 'app-update.yml'))) return 'unsigned';
  return null;
}
