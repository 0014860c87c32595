import type { AddressProblem } from '../../../shared/lib/failure';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const COLLECTION = /^(.*\/v1)\/buckets\/([\w-]{1,255})\/collections\/([\w-]{1,255})\/?$/;

/** The parts of a collection's address, without a trailing slash. */
export interface EndpointAddress {
  /** `https://host/v1/buckets/B/collections/C` */
  collection: string;
  /** `https://host/v1` */
  root: string;
  /** from the root on: `/buckets/B/collections/C` */
  path: string;
  bucket: string;
  /** `host` or `host:port`, for display */
  host: string;
}

/**
 * Parses an address that was entered, such as
 * `https://host/v1/buckets/ownchat/collections/api-keys`. HTTPS only, except for localhost.
 */
export function parseAddress(text: string): EndpointAddress | AddressProblem {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'not-an-address';
  }
  if (url.username !== '' || url.password !== '') return 'holds-credentials';
  const isLocal = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) return 'not-https';
  const [, before = '', bucket = '', collection = ''] = COLLECTION.exec(url.pathname) ?? [];
  if (before === '' || url.search !== '' || url.hash !== '') return 'not-a-collection';
  const root = `${url.origin}${before}`;
  const path = `/buckets/${bucket}/collections/${collection}`;
  return { collection: `${root}${path}`, root, path, bucket, host: url.host };
}
