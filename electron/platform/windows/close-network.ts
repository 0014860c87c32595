import type { ProxyConfig, Session } from 'electron';
import { app } from 'electron';

/**
 * A proxy that does not exist: port 9 is reserved for the discard service, and only root can listen
 * on it. With SOCKS the proxy resolves host names, so Chromium does not. Loopback is included.
 */
const DEAD_PROXY: ProxyConfig = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
};

/**
 * Blocks the network for a session that shows the app's pages. The app's own protocols do not use
 * it.
 */
export async function closeNetwork(session: Session): Promise<void> {
  await session.setProxy(DEAD_PROXY);
}

/** Switches that set the proxy of this start. */
const PROXY_SWITCHES = ['proxy-server', 'proxy-pac-url', 'proxy-auto-detect', 'no-proxy-server'];

/**
 * Chromium reads each session's proxy, also of in-memory ones, from the profile's Preferences file.
 * A program that can write there could intercept plain HTTP to localhost, including the sign-in.
 * Requests that a session makes before this resolves may still use the file's proxy.
 */
export async function followSystemProxy(session: Session): Promise<void> {
  if (PROXY_SWITCHES.some((name) => app.commandLine.hasSwitch(name))) return;
  await session.setProxy({ mode: 'system' });
  // `setProxy` resolves before the network process has the new configuration.
  await session.forceReloadProxyConfig();
}
