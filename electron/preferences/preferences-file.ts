/**
 * The name of the preferences file in the profile's folder, without its extension, as
 * electron-store expects it.
 */
export const PREFERENCES_NAME = 'preferences';

/** Far above the size of any valid file. */
export const MAX_PREFERENCES_BYTES = 4 * 1024 * 1024;
