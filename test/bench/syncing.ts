import { ApiKeys } from '../../electron/keys/api-keys';
import { parseAddress } from '../../electron/sync/wire/address';
import { EndpointClient } from '../../electron/sync/wire/endpoint-client';
import { runSync } from '../../electron/sync/run/run-sync';
import { ok } from '../../shared/lib/result';
import { startEndpoint } from '../endpoint/start-endpoint';
import { expectOk } from '../support/expect-ok';
import { openWithRecoveryCode, vaultEnvironment } from '../support/open-vault-file';
import type { Figure } from './figure';
import type { Profiles } from './profiles';

const GROUP = 'Syncing on this computer, endpoint included';
const KEYS = 10_000;

/**
 * A first sync of many keys, one without changes, and one of a single change, against the bare
 * requests.
 */
export async function measureSync(profiles: Profiles, rounds: number): Promise<Figure[]> {
  const profile = await profiles.filled(KEYS);
  const endpoint = await startEndpoint();
  const vault = await openWithRecoveryCode(
    vaultEnvironment(profile.directory),
    profile.recoveryCode,
  );
  const apiKeys = new ApiKeys({ vault: () => vault, now: Date.now, onChange: () => undefined });
  try {
    const address = parseAddress(endpoint.url);
    if (typeof address === 'string') throw new Error(address);
    const authorization = `Bearer ${endpoint.token}`;
    const signal = new AbortController().signal;
    const client = new EndpointClient({ address, fetcher: fetch, authorization, signal });
    const { identity } = expectOk(await client.place());
    const sync = async () => {
      const start = performance.now();
      const ended = await runSync({
        vault,
        client,
        identity,
        keepIdentity: async () => ok(undefined),
        keepLimit: async () => ({ ok: true, value: undefined }),
        batchSize: 25,
        isFullCheck: false,
        onFullCheck: () => undefined,
        onProgress: () => undefined,
      });
      if (ended.kind !== 'done') throw new Error(`the sync ended: ${JSON.stringify(ended)}`);
      return performance.now() - start;
    };
    const bare = async (requests: number) => {
      const start = performance.now();
      for (let count = 0; count < requests; count += 1) {
        const response = await fetch(endpoint.root, { headers: { Authorization: authorization } });
        await response.arrayBuffer();
      }
      return performance.now() - start;
    };

    const first = [await sync()];
    await sync();
    const figures = { unchanged: [0], one: [0], changed: [0], two: [0] };
    const [id = ''] = vault.keys.keys();
    for (let round = 0; round < rounds; round += 1) {
      figures.unchanged.push(await sync());
      figures.one.push(await bare(1));
      expectOk(await apiKeys.update(id, { note: `round ${round}` }));
      figures.changed.push(await sync());
      figures.two.push(await bare(2));
      await sync();
    }
    const [unchanged, one, changed, two] = Object.values(figures).map((all) => all.slice(1));
    const floor = (name: string, samples: readonly number[] = []) => ({ floor: { name, samples } });
    return [
      {
        group: GROUP,
        name: `first sync of ${KEYS.toLocaleString('en-GB')} keys`,
        unit: 'ms',
        samples: first,
        aim: { of: 'value', atMost: 20_000 },
      },
      {
        group: GROUP,
        name: 'nothing has changed',
        unit: 'ms',
        samples: unchanged ?? [],
        ...floor('one bare request', one),
      },
      {
        group: GROUP,
        name: 'one key has changed',
        unit: 'ms',
        samples: changed ?? [],
        ...floor('two bare requests', two),
      },
    ];
  } finally {
    await vault.close();
    await endpoint.stop();
  }
}
