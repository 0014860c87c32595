import type { Failure } from '../../../shared/lib/failure';
import type { ServerInfo, TestLine, TestReport } from '../../../shared/sync/sync-state';
import type { Hello } from './answers';
import type { EndpointClient } from './endpoint-client';

/** A larger clock difference is reported: the server's clock decides when keys expire. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The results of a connection test that the set-up stores. */
export interface Tested {
  report: Omit<TestReport, 'alert'>;
  /** null unless the whole test passed */
  found: { identity: string; batchSize: number; server: ServerInfo } | null;
}

/**
 * Checks step by step what sync needs of an endpoint, and stops at the first failure. Changes
 * nothing there.
 */
export async function testConnection(client: EndpointClient, now: () => number): Promise<Tested> {
  const lines: TestLine[] = [];
  const isLocal = client.address.root.startsWith('http:');
  const end = (failure: Failure, server: ServerInfo | null = null): Tested => ({
    report: { lines, failure, server },
    found: null,
  });

  const hello = await client.hello();
  if (!hello.ok) {
    const { code } = hello.failure;
    lines.push({ line: 'reached', ok: code === 'endpoint-certificate' });
    if (code === 'endpoint-certificate') lines.push({ line: 'secure', ok: false, isLocal });
    return end(hello.failure);
  }
  lines.push({ line: 'reached', ok: true }, { line: 'secure', ok: true, isLocal });
  const server = serverOf(hello.value);

  // Some servers allow reading without a sign-in; the user in the answer shows whether it worked.
  const user = hello.value.user?.id ?? null;
  lines.push({ line: 'signed-in', ok: user !== null, user: user ?? '' });
  if (user === null) return end({ code: 'endpoint-sign-in' }, server);
  const place = await client.place();
  if (!place.ok) {
    if (place.failure.code === 'endpoint-forbidden') lines.push({ line: 'may-write', ok: false });
    return end(place.failure, server);
  }
  const { settings } = hello.value;
  const mayWrite = !settings.readonly && (place.value.mayWrite || (await client.tryToWrite()));
  lines.push({ line: 'may-write', ok: mayWrite });
  if (hello.value.serverTime !== null) {
    const differenceMs = hello.value.serverTime - now();
    const isRight = Math.abs(differenceMs) <= CLOCK_TOLERANCE_MS;
    lines.push({ line: 'clock', ok: isRight, differenceMs });
  }
  if (mayWrite === false) return end({ code: 'endpoint-forbidden' }, server);
  const { identity } = place.value;
  const batchSize = settings.batch_max_requests;
  return { report: { lines, failure: null, server }, found: { identity, batchSize, server } };
}

const serverOf = (hello: Hello): ServerInfo => ({
  name: hello.project_name,
  version: hello.project_version,
  api: hello.http_api_version,
  capabilities: Object.keys(hello.capabilities).slice(0, 100),
});
