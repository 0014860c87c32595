/** The file of the preferences in the profile's folder, without its ending: as electron-store wants it. */
export const PREFERENCES_NAME = 'preferences';
