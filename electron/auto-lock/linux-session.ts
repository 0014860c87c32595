import { DbusConnection } from '../platform/dbus/dbus-connection';
import type { DbusMessage } from '../platform/dbus/dbus-message';
import { booleanOf, textOf } from '../platform/dbus/dbus-message';
import { inBackground } from '../lib/in-background';

const LOGIN = 'org.freedesktop.login1';
const MANAGER = { destination: LOGIN, path: '/org/freedesktop/login1' } as const;
const SESSION = `${LOGIN}.Session`;
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** The screen lock signals on the session bus: each desktop has its own. */
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
];

/** The default socket of the system bus; the environment can name another. */
const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

/**
 * Follows events on Linux that Electron reports only on other systems: screen lock, session switch,
 * and suspend. Without a bus, nothing is followed.
 *
 * @param env of this process
 * @param onLeave the person is no longer at this session
 * @returns stops following
 */
export async function watchLinuxSession(
  env: Readonly<Record<string, string | undefined>>,
  onLeave: () => void,
): Promise<() => void> {
  const buses = await Promise.all([
    watchScreenSavers(env['DBUS_SESSION_BUS_ADDRESS'] ?? '', onLeave),
    watchLogin(
      env['DBUS_SYSTEM_BUS_ADDRESS'] ?? SYSTEM_BUS,
      env['XDG_SESSION_ID'] ?? 'auto',
      onLeave,
    ),
  ]);
  return () => {
    for (const bus of buses) bus?.close();
  };
}

async function watchScreenSavers(
  address: string,
  onLeave: () => void,
): Promise<DbusConnection | null> {
  const bus = await DbusConnection.open(address, (signal) => {
    if (!SCREEN_SAVERS.includes(signal.interface ?? '')) return;
    if (signal.member === 'ActiveChanged' && booleanOf(signal) === true) onLeave();
  });
  for (const name of SCREEN_SAVERS) {
    await bus?.addMatch(`type='signal',interface='${name}',member='ActiveChanged'`);
  }
  return bus;
}

/** @param sessionId the id of logind; `auto` is the session of the caller */
async function watchLogin(
  address: string,
  sessionId: string,
  onLeave: () => void,
): Promise<DbusConnection | null> {
  let path: string | null = null;
  const bus = await DbusConnection.open(address, (signal) => {
    inBackground('a signal of the session', hear(signal));
  });
  if (bus === null) return null;

  const property = async (name: string): Promise<boolean | null> => {
    if (path === null) return null;
    const call = { destination: LOGIN, path, interface: PROPERTIES, member: 'Get' };
    const answer = await bus.call({ ...call, args: [SESSION, name] });
    return answer && booleanOf(answer);
  };
  async function hear({ interface: from, member, ...signal }: DbusMessage): Promise<void> {
    if (from === `${LOGIN}.Manager` && member === 'PrepareForSleep') {
      if (booleanOf(signal) === true) onLeave();
    } else if (signal.path !== path) return;
    else if (from === SESSION && member === 'Lock') onLeave();
    else if (from === PROPERTIES && member === 'PropertiesChanged') {
      // The signal contains the changed properties in a form with many types. Reading the property
      // is simpler.
      if ((await property('Active')) === false || (await property('LockedHint')) === true)
        onLeave();
    }
  }

  await bus.addMatch(
    `type='signal',sender='${LOGIN}',interface='${LOGIN}.Manager',member='PrepareForSleep'`,
  );
  const manager = { ...MANAGER, interface: `${LOGIN}.Manager` };
  const session = await bus.call({ ...manager, member: 'GetSession', args: [sessionId] });
  path = session && textOf(session);
  if (path !== null) await bus.addMatch(`type='signal',sender='${LOGIN}',path='${path}'`);
  return bus;
}
