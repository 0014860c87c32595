import { app, safeStorage } from 'electron';
import { askHelperWith } from '../platform/keychain/ask-helper';
import { readLibsecretWith } from '../platform/keychain/read-libsecret';
import { keychainOf } from '../platform/keychain/safe-storage';
import { DbusConnection } from '../platform/dbus/dbus-connection';

/** Switches that affect which keychain is used, and how the app reaches the display. */
const HANDED_ON = ['user-data-dir', 'password-store', 'no-sandbox'];

/**
 * The operating system's keychain, with the calls that this version of Electron and this desktop
 * support.
 */
export function systemKeychain() {
  const switches = HANDED_ON.filter((name) => app.commandLine.hasSwitch(name)).map((name) => {
    const value = app.commandLine.getSwitchValue(name);
    return value === '' ? `--${name}` : `--${name}=${value}`;
  });
  return keychainOf(safeStorage, {
    askApart: askHelperWith({
      execPath: process.execPath,
      args: [
        ...(app.isPackaged ? [] : [app.getAppPath()]),
        ...switches,
        // The helper has no window, and may be started without a display.
        ...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []),
      ],
    }),
    readDirectly: async (protectedBytes, signal) => {
      if (safeStorage.getSelectedStorageBackend() !== 'gnome_libsecret') return null;
      const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
      const openBus = () => DbusConnection.open(address, () => undefined);
      return readLibsecretWith(openBus, app.name)(protectedBytes, signal);
    },
  });
}
