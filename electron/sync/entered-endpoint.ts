import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { EndpointAlert, TestReport } from '../../shared/sync/sync-state';
import type { Credentials, SetUp } from './set-up';
import { addressOf, authorizationOf, openCredentials } from './set-up';
import type { RunnerOptions } from './sync-runner';
import type { SyncVault } from './sync-vault';
import type { EndpointAddress } from './wire/address';
import { parseAddress } from './wire/address';
import type { Tested } from './wire/connection-test';
import { testConnection } from './wire/connection-test';
import { EndpointClient } from './wire/endpoint-client';

/** An endpoint as the form has it. */
export type Given = { address: string } & Credentials;

/** An endpoint with a valid address and credentials. */
export interface EnteredEndpoint {
  address: EndpointAddress;
  credentials: Credentials;
}

/**
 * Parses the form. An empty secret means the stored one, which is only ever sent to its own
 * address.
 *
 * @param stored the present endpoint, or why there is none
 */
export function enteredEndpoint(
  { address, user, secret }: Given,
  stored: () => Result<{ vault: SyncVault; setUp: SetUp }>,
): Result<EnteredEndpoint> {
  const parsed = parseAddress(address);
  if (typeof parsed === 'string') return fail({ code: 'endpoint-address', problem: parsed });
  // An access token must be valid in a header.
  if (user === '' && /[^\x21-\x7e]/.test(secret)) return fail({ code: 'endpoint-sign-in' });
  if (secret !== '') return ok({ address: parsed, credentials: { user, secret } });
  const open = stored();
  if (!open.ok)
    return open.failure.code === 'sync-not-set-up' ? fail({ code: 'endpoint-sign-in' }) : open;
  const { vault, setUp } = open.value;
  const isSame = addressOf(setUp).collection === parsed.collection && setUp.user === user;
  if (!isSame) return fail({ code: 'endpoint-sign-in' });
  const kept = openCredentials(vault, setUp);
  return kept.ok ? ok({ address: parsed, credentials: kept.value }) : kept;
}

/** Tests an endpoint. Sends nothing of the vault but the credentials. */
export async function testEndpoint(
  { address, credentials }: EnteredEndpoint,
  { fetcher, now }: Pick<RunnerOptions, 'fetcher' | 'now'>,
): Promise<{ report: TestReport; found: Tested['found'] }> {
  let alert: EndpointAlert | null = null;
  const client = new EndpointClient({
    address,
    fetcher,
    authorization: authorizationOf(credentials),
    signal: new AbortController().signal,
    onAdvice: (advice) => {
      alert = advice.alert ?? alert;
    },
  });
  const { report, found } = await testConnection(client, now);
  return { report: { ...report, alert }, found };
}
