import type { ProxyConfig, Session } from 'electron';

/**
 * A proxy that is not there: port 9 is reserved for a service that throws everything away, and only root could listen
 * on it. As a SOCKS proxy it would also look host names up, so Chromium does not. Loopback is no exception.
 */
const DEAD_PROXY: ProxyConfig = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
};

/** Takes the network from a session that shows pages of the app. Its own protocols need none. */
export async function closeNetwork(session: Session): Promise<void> {
  await session.setProxy(DEAD_PROXY);
}

/**
 * Chromium reads the proxy of each session, also of one in memory, from the file Preferences of the profile. Others may
 * write there, and would see what goes to this computer itself without TLS, the sign-in included.
 */
export async function followSystemProxy(session: Session): Promise<void> {
  await session.setProxy({ mode: 'system' });
}
