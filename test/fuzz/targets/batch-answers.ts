import { ok } from '../../../shared/lib/result';
import { nameIdentity } from '../../../shared/keys/name-identity';
import { parseAddress } from '../../../electron/sync/wire/address';
import { EndpointClient } from '../../../electron/sync/wire/endpoint-client';
import { runSync } from '../../../electron/sync/run/run-sync';
import type { Fetch } from '../../../electron/sync/wire/transport';
import { pullUsage } from '../../../electron/sync/wire/usage';
import { AT } from '../../support/vault-parts';
import type { FuzzTarget } from '../target';
import { holds } from '../target';
import { memoryVault } from './memory-vault';
import { LIMITED } from './wire-records';

/**
 * A server's answers in order: the list of keys, batches, and metadata. Afterwards it answers 503.
 */
export const batchAnswers: FuzzTarget = {
  name: 'batch-answers',
  property:
    'a sync ends, as done, asking or failed, whatever is answered, and the vault has only valid keys with names of their own',
  words: [
    '"responses":[',
    '"status":412',
    '"existing":',
    '"etag"',
    '"next-page"',
    'retry-after',
    '"deleted":true',
  ],
  async check(input) {
    const vault = memoryVault(LIMITED);
    const client = clientFor(answersIn(input));
    await client.place();
    const ended = await runSync({
      vault,
      client,
      isFullCheck: true,
      onFullCheck: () => undefined,
      identity: 'here 1',
      keepIdentity: async () => ok(undefined),
      batchSize: 25,
      keepLimit: async () => ok(undefined),
      manyDeletions:
        input.length % 2 === 0 ? { answer: 'remove', upTo: Number.MAX_SAFE_INTEGER } : null,
      onProgress: () => undefined,
    });
    holds(['done', 'failed', 'asking'].includes(ended.kind), 'it ends in one of three ways');
    await pullUsage({ vault, client, now: Date.parse(AT) });
    const names = [...vault.keys.values()].map(({ record }) => nameIdentity(record.name));
    holds(new Set(names).size === names.length, 'no two keys have one name');
  },
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function answersIn(input: Buffer): Answer[] {
  const text = input.toString();
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed.map(answerOf);
  } catch {
    // The whole input is the body of one answer.
  }
  return [{ status: 200, headers: { 'content-type': 'application/json' }, body: text }];
}

function answerOf(item: unknown): Answer {
  const { status, headers, body } = Object(item ?? {}) as Record<string, unknown>;
  const known = typeof status === 'number' && status >= 200 && status <= 599 ? status : 200;
  const texts = Object.entries(Object(headers ?? {}) as object).map(([name, value]) => [
    name,
    String(value),
  ]);
  return {
    status: Math.floor(known),
    headers: { 'content-type': 'application/json', ...Object.fromEntries(texts) },
    body: typeof body === 'string' ? body : JSON.stringify(body ?? null),
  };
}

function clientFor(answers: Answer[]): EndpointClient {
  const address = parseAddress('https://keys.example.org/v1/buckets/here/collections/api-keys');
  if (typeof address === 'string') throw new Error(address);
  const fetcher: Fetch = async () => {
    const { status, headers, body } = answers.shift() ?? { status: 503, headers: {}, body: '' };
    const isEmpty = [204, 205, 304].includes(status);
    return new Response(isEmpty ? null : body, { status, headers: sendable(headers) });
  };
  const { signal } = new AbortController();
  return new EndpointClient({ address, fetcher, authorization: 'Bearer x', signal });
}

/** The valid ones of the headers. */
function sendable(headers: Record<string, string>): Headers {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    try {
      sent.set(name, value);
    } catch {
      // A server cannot send it.
    }
  }
  return sent;
}
