import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LearntLimit } from '../../electron/sync/wire/batch-limit';
import { EndpointClient } from '../../electron/sync/wire/endpoint-client';
import { parseAddress } from '../../electron/sync/wire/address';
import type { RunOutcome } from '../../electron/sync/run/run-parts';
import { runSync } from '../../electron/sync/run/run-sync';
import type { Fetch } from '../../electron/sync/wire/transport';
import { ApiKeys } from '../../electron/keys/api-keys';
import { ok } from '../../shared/lib/result';
import type { Vault } from '../../electron/vault/vault';
import type { Endpoint } from '../endpoint/start-endpoint';
import { startEndpoint } from '../endpoint/start-endpoint';
import type { EndpointOptions } from '../endpoint/start-endpoint';
import type { TestSession } from './test-vault';
import { createdVault, temporaryDirectory } from './test-vault';

/** An endpoint for one test, stopped at its end. */
export async function testEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const endpoint = await startEndpoint(options);
  onTestFinished(() => endpoint.stop());
  return endpoint;
}

/** A vault with its rules and a client of the endpoint: one administrator on one computer. */
export interface SyncClient {
  /** the vault with its session and folder */
  place: TestSession;
  vault: Vault;
  apiKeys: ApiKeys;
  sync(options?: {
    mayRemoveMany?: boolean;
    /** with the full check, which is otherwise due every six hours */
    isFullCheck?: boolean;
    sendsAgain?: boolean;
    isByHand?: boolean;
    fetcher?: Fetch;
    signal?: AbortSignal;
  }): Promise<RunOutcome>;
  /** the endpoint's identity, as set-up stores it */
  identity: string;
  batchSize: number;
  learnt: LearntLimit;
}

function clientFor(
  endpoint: Pick<Endpoint, 'url' | 'token'>,
  options: { fetcher?: Fetch; signal?: AbortSignal } = {},
): EndpointClient {
  const address = parseAddress(endpoint.url);
  if (typeof address === 'string') throw new Error(address);
  return new EndpointClient({
    address,
    fetcher: options.fetcher ?? fetch,
    authorization: `Bearer ${endpoint.token}`,
    signal: options.signal ?? new AbortController().signal,
  });
}

/** A new vault to sync with the endpoint. */
export async function syncClient(endpoint: Endpoint): Promise<SyncClient> {
  const place = await createdVault(join(await temporaryDirectory(), 'vault'));
  const { session, clock } = place;
  const vault = session.vault;
  if (!vault) throw new Error('the vault is not open');
  const apiKeys = new ApiKeys({
    vault: () => vault,
    now: () => clock.now,
    onChange: () => undefined,
  });
  const there = await clientFor(endpoint).place();
  if (!there.ok) throw new Error(there.failure.code);
  /** the last deletion that the previous sync asked about */
  let asked: number | null = null;
  const made: SyncClient = {
    place,
    vault,
    apiKeys,
    identity: there.value.identity,
    batchSize: 25,
    learnt: {},
    sync: async ({
      mayRemoveMany = false,
      isFullCheck = false,
      sendsAgain = false,
      isByHand = false,
      ...network
    } = {}) => {
      const ended = await runSync({
        vault,
        isFullCheck,
        onFullCheck: () => undefined,
        client: clientFor(endpoint, network),
        identity: made.identity,
        keepIdentity: async (identity) => {
          made.identity = identity;
          return ok(undefined);
        },
        batchSize: made.batchSize,
        learnt: made.learnt,
        keepLimit: async (limit) => {
          Object.assign(made, limit);
          return ok(undefined);
        },
        manyDeletions: mayRemoveMany
          ? { answer: sendsAgain ? 'send' : 'remove', upTo: asked ?? Number.POSITIVE_INFINITY }
          : null,
        isByHand,
        onProgress: () => undefined,
      });
      asked = ended.kind === 'asking' ? (ended.upTo ?? null) : null;
      return ended;
    },
  };
  return made;
}

/** The records of a vault by id. */
export const recordsOf = ({ vault }: SyncClient) =>
  Object.fromEntries(
    [...vault.keys.values()]
      .map(({ record }) => [record.id, record] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );

/** The records of an endpoint by id, without their numbers. */
export const recordsThere = (endpoint: Endpoint) =>
  Object.fromEntries(
    endpoint.records().map((stored) => {
      const { last_modified: _, ...record } = stored;
      return [record.id, record] as const;
    }),
  );
