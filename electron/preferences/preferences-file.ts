/** The file of the preferences in the profile's folder, without its ending: as electron-store wants it. */
export const PREFERENCES_NAME = 'preferences';

/** Far more than all that is ever kept in it. */
export const MOST_PREFERENCES_BYTES = 4 * 1024 * 1024;
