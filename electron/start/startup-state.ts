import { join } from 'node:path';
import { readSmallFile } from '../platform/disk/small-file';
import { MOST_PREFERENCES_BYTES, PREFERENCES_NAME } from '../preferences/preferences-file';
import { DEFAULT_PREFERENCES, THEMES } from '../../shared/preferences/preferences';
import type { Preferences } from '../../shared/preferences/preferences';
import type { WindowPlaces } from '../platform/windows/window-place';
import { windowPlacesOf, zoomLevelOf } from '../platform/windows/window-place';
import { seemsToHaveKeychainSlot } from '../vault/keyslots/keychain-hint';
import { vaultPaths } from '../vault/format/vault-paths';

/** What the window must know before it can be seen. */
export interface StartupState extends Pick<Preferences, 'theme' | 'protectContent'> {
  places: WindowPlaces;
  /** how large the page was shown, 0 for its own size */
  zoomLevel: number;
  /** whether the vault will probably open by itself */
  opensByItself: boolean;
}

interface Stored {
  preferences?: Partial<Record<keyof Preferences, unknown>>;
  windowPlaces?: unknown;
  zoomLevel?: unknown;
}

/**
 * Reads what the window must know before the store of the preferences is loaded, which takes as long as all else
 * until the window is there. Whatever is not understood is as if it was never chosen; the store sees to it.
 *
 * @param directory absolute
 */
export function readStartupState(directory: string): StartupState {
  const { preferences, windowPlaces, zoomLevel } = read(
    join(directory, `${PREFERENCES_NAME}.json`),
  );
  const { theme, protectContent } = { ...DEFAULT_PREFERENCES, ...preferences };
  return {
    theme: THEMES.find((known) => known === theme) ?? DEFAULT_PREFERENCES.theme,
    protectContent: protectContent === true,
    places: windowPlacesOf(windowPlaces),
    zoomLevel: zoomLevelOf(zoomLevel),
    opensByItself: seemsToHaveKeychainSlot(vaultPaths(join(directory, 'vault')).vault),
  };
}

function read(path: string): Stored {
  try {
    const stored = JSON.parse(readSmallFile(path, MOST_PREFERENCES_BYTES)) as Stored | null;
    return stored ?? {};
  } catch {
    return {};
  }
}
