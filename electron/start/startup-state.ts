import { join } from 'node:path';
import { readSmallFile } from '../platform/disk/small-file';
import { MAX_PREFERENCES_BYTES, PREFERENCES_NAME } from '../preferences/preferences-file';
import { DEFAULT_PREFERENCES, THEMES } from '../../shared/preferences/preferences';
import type { Preferences } from '../../shared/preferences/preferences';
import type { WindowPlaces } from '../platform/windows/window-place';
import { windowPlacesOf, zoomLevelOf } from '../platform/windows/window-place';
import { seemsToHaveKeychainSlot } from '../vault/keyslots/keychain-hint';
import { vaultPaths } from '../vault/format/vault-paths';

/** What the window needs before it is shown. */
export interface StartupState extends Pick<Preferences, 'theme' | 'protectContent'> {
  places: WindowPlaces;
  /** the zoom level of the page; 0 is normal */
  zoomLevel: number;
  /** whether automatic unlock is likely */
  opensByItself: boolean;
}

interface Stored {
  preferences?: Partial<Record<keyof Preferences, unknown>>;
  windowPlaces?: unknown;
  zoomLevel?: unknown;
}

/**
 * Reads what the window needs without loading the preferences store, which takes as long as
 * everything else before the window is shown. Invalid values count as unset; the store handles them
 * later.
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
    const stored = JSON.parse(readSmallFile(path, MAX_PREFERENCES_BYTES)) as Stored | null;
    return stored ?? {};
  } catch {
    return {};
  }
}
