import type { Environment } from './api-key';

/** A whole secret: `ock_live_` or `ock_test_`, 40 random base62 characters, 6 base62 characters of CRC-32. */
export const SECRET_PATTERN = /^ock_(live|test)_[0-9A-Za-z]{46}$/;

/** Secrets within a text. */
export const SECRET_TEXT = /ock_(?:live|test)_[0-9A-Za-z]{46}/g;

export const SECRET_LENGTH = 55;

export const secretPrefix = (environment: Environment): string => `ock_${environment}_`;

/** The part of a secret that may be shown: prefix, first 4, `…`, last 4. */
export function hintOf(secret: string): string {
  const start = secret.lastIndexOf('_') + 1;
  return `${secret.slice(0, start + 4)}…${secret.slice(-4)}`;
}

/** The environment in a secret or its hint; null when there is none. */
export function environmentOfSecret(secretOrHint: string): Environment | null {
  const found = /^ock_(live|test)_/.exec(secretOrHint)?.[1];
  return found === 'live' || found === 'test' ? found : null;
}
