import { z } from 'zod';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { ServerInfo, Verdict } from '../../../shared/sync/sync-state';
import { reading } from './contract-types';
import type { EndpointClient } from './endpoint-client';
import { readAs } from '../../lib/read-as';

/** Capability of a server that verifies secrets. */
const CAPABILITY = 'api-key-verification';

const answerSchema = reading(
  'VerdictAnswer',
  z.object({
    data: z.object({
      verdict: z.enum([
        'VALID',
        'NOT_FOUND',
        'DISABLED',
        'EXPIRED',
        'FORBIDDEN',
        'INSUFFICIENT_PERMISSIONS',
        'RATE_LIMITED',
      ]) satisfies z.ZodType<Verdict>,
    }),
  }),
);

/**
 * Asks the endpoint whether it accepts a secret. No other request carries one.
 *
 * @param scope optional: whether the key has this scope
 */
export async function verifySecret(
  client: EndpointClient,
  server: ServerInfo,
  secret: string,
  scope?: string,
): Promise<Result<{ verdict: Verdict }>> {
  if (!server.capabilities.includes(CAPABILITY)) return fail({ code: 'endpoint-cannot-verify' });
  const answer = await client.verify(secret, scope);
  if (!answer.ok) {
    return answer.failure.code === 'endpoint-busy' ? ok({ verdict: 'RATE_LIMITED' }) : answer;
  }
  const parsed = readAs(answerSchema, answer.value);
  return parsed.success
    ? ok({ verdict: parsed.data.data.verdict })
    : fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
}
