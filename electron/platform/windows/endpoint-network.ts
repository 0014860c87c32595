import type { Session } from 'electron';
import { session } from 'electron';
import type { OneRequest } from './net-request';
import { netRequest } from './net-request';

/** In memory only: no cookie, no cache and no login of it is ever on the disk. */
const PARTITION = 'endpoint';

let network: Session | null = null;

/**
 * The network of the main process, apart from the page's, which has none: Chromium's, with the system's proxy and
 * its trusted authorities. Certificate errors end the request; nothing can make them go away.
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
