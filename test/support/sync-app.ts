import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { KeysChange } from '../../electron/keys/api-keys';
import { ApiKeys } from '../../electron/keys/api-keys';
import { SyncService } from '../../electron/sync/sync-service';
import type { Fetch } from '../../electron/sync/wire/transport';
import type { SyncState } from '../../shared/sync/sync-state';
import { valueOf } from './sample-keys';
import { createdVault, temporaryDirectory } from './test-vault';

export type SetUpState = Extract<SyncState, { kind: 'set-up' }>;

/** The app without its windows: a vault, its rules, and sync over real HTTP. */
export async function syncApp(
  options: {
    fetcher?: Fetch;
    now?: () => number;
    random?: () => number;
    isOnline?: () => boolean;
    /** the name of the user */
    actor?: string;
  } = {},
) {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock, followers, environment } = await createdVault(
    directory,
    options.actor === undefined ? {} : { actor: options.actor },
  );
  const vault = () => session.vault;
  const changes: KeysChange[] = [];
  const apiKeys = new ApiKeys({
    vault,
    now: () => clock.now,
    hasEndpoint: () => sync.isSetUp,
    onChange: (change) => changes.push(change),
  });
  const states: SyncState[] = [];
  const sync = new SyncService({
    vault,
    fetcher: options.fetcher ?? fetch,
    now: options.now ?? Date.now,
    random: options.random ?? (() => 0.5),
    isOnline: options.isOnline ?? (() => true),
    onState: (state) => states.push(state),
  });
  followers.push((events) => {
    apiKeys.followCommit(events);
    sync.followCommit(events);
  });
  onTestFinished(() => sync.locking());
  const state = (): SetUpState => {
    const now = valueOf(sync.state());
    if (now.kind !== 'set-up') throw new Error('sync is not set up');
    return now;
  };
  return {
    session,
    environment,
    clock,
    apiKeys,
    /** the changes of keys that the window was sent */
    changes,
    sync,
    states,
    state,
    directory,
    /** Connects and begins; settles after the first sync. */
    async connect({ url, token }: { url: string; token: string }): Promise<void> {
      const report = valueOf(await sync.connect({ address: url, user: '', secret: token }));
      if (report.failure) throw new Error(report.failure.code);
      valueOf(await sync.begin());
      await sync.settled();
    },
    /** Syncs once; settles after that. */
    async run(): Promise<SetUpState['phase']> {
      valueOf(sync.syncNow());
      await sync.settled();
      return state().phase;
    },
  };
}
