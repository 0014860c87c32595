/**
 * The libraries that the runtime is linked against; a test compares this list with the packed files. `t64`: the names since
 * Debian 13 and Ubuntu 24.04.
 */
const LIBRARIES = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatk1.0-0t64 | libatk1.0-0',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libc6 (>= 2.28)',
  'libcairo2',
  'libcups2t64 | libcups2',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0t64 | libglib2.0-0',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
];

/** The programs that the app starts: the file manager, through xdg-open. */
const PROGRAMS = ['xdg-utils'];

/** The keychain and notifications, without which the app works. */
const RECOMMENDED = ['libsecret-1-0', 'libnotify4'];

/**
 * An app's version as Debian writes it: a pre-release sorts before its release.
 *
 * @param {string} version e.g. `1.2.0-dev`
 * @returns {string} e.g. `1.2.0~dev`
 */
export function debianVersion(version) {
  return version.replace('-', '~');
}

/**
 * @param {{ version: string, installedBytes: number, maintainer: string }} about
 * @returns {string} the control file of the package
 */
export function controlFile({ version, installedBytes, maintainer }) {
  return `Package: ownchat-keys
Version: ${debianVersion(version)}
Architecture: amd64
Maintainer: ${maintainer}
Installed-Size: ${Math.ceil(installedBytes / 1024)}
Depends: ${[...LIBRARIES, ...PROGRAMS].join(', ')}
Recommends: ${RECOMMENDED.join(', ')}
Section: utils
Priority: optional
Description: keep the API keys of a chat workspace in an encrypted vault
 Ownchat Keys is for administrators of the chat platform Ownchat: create, watch
 and retire the API keys of your workspace. It works offline, from an encrypted
 vault on your computer.
 .
 Removing the package, and purging it, leaves every user's vault alone.
`;
}
