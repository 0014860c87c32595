import type { Session } from 'electron';
import { session } from 'electron';
import { followSystemProxy } from './close-network';
import type { OneRequest } from './net-request';
import { netRequest } from './net-request';

/** In memory only: cookies, cache and logins never reach the disk. */
const PARTITION = 'endpoint';

let network: Promise<Session> | null = null;

/**
 * The main process's network, separate from the page's, which has none: Chromium's, with the
 * system's proxy and certificate authorities. A certificate error ends the request and cannot be
 * overridden.
 */
export async function fetchFromEndpoint(url: string, init: OneRequest): Promise<Response> {
  network ??= openNetwork();
  return netRequest(await network, url, init);
}

async function openNetwork(): Promise<Session> {
  const opened = session.fromPartition(PARTITION, { cache: false });
  opened.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  opened.setPermissionCheckHandler(() => false);
  await followSystemProxy(opened);
  return opened;
}
