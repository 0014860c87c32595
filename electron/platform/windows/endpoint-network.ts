import type { Session } from 'electron';
import { session } from 'electron';
import type { OneRequest } from './net-request';
import { netRequest } from './net-request';

/** In memory only: cookies, cache and logins never reach the disk. */
const PARTITION = 'endpoint';

let network: Session | null = null;

/**
 * The main process's network, separate from the page's, which has none: Chromium's, with the
 * system's proxy and certificate authorities. A certificate error ends the request and cannot be
 * overridden.
 */
export function fetchFromEndpoint(url: string, init: OneRequest): Promise<Response> {
  if (!network) {
    network = session.fromPartition(PARTITION, { cache: false });
    network.setPermissionRequestHandler((_contents, _permission, callback) => {
      callback(false);
    });
    network.setPermissionCheckHandler(() => false);
  }
  return netRequest(network, url, init);
}
