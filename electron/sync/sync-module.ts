import type { syncRequests } from '../../shared/contract/sync';
import type { Proof } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { FeatureModule, Send } from '../lib/feature-module';
import type { RunnerOptions } from './sync-runner';
import { SyncService } from './sync-service';

interface Around extends Omit<RunnerOptions, 'onChange' | 'random'> {
  send: Send;
  confirm: (proof: Proof) => Promise<Result<void>>;
}

interface SyncModule extends FeatureModule<typeof syncRequests> {
  /** what other features may ask of the endpoint */
  endpoint: Pick<SyncService, 'isSetUp' | 'verify' | 'keysAffectedBy'>;
}

/** Sync with an endpoint. */
export function syncModule({ send, confirm, ...options }: Around): SyncModule {
  const sync = new SyncService({
    ...options,
    random: Math.random,
    onState: (state) => send('sync:changed', state),
  });
  return {
    endpoint: sync,
    onCommitted: (events) => sync.followCommit(events),
    onUnlocked: () => sync.unlocked(),
    onLocking: () => sync.locking(),
    handlers: {
      'sync:state': () => sync.state(),
      'sync:test': async ({ proof, ...given }) => {
        const confirmed = await confirm(proof);
        return confirmed.ok ? sync.test(given) : confirmed;
      },
      'sync:connect': async ({ proof, ...given }) => {
        const confirmed = await confirm(proof);
        return confirmed.ok ? sync.connect(given) : confirmed;
      },
      'sync:preview': () => sync.preview(),
      'sync:begin': () => sync.begin(),
      'sync:now': () => sync.syncNow(),
      'sync:cancel': () => {
        sync.cancel();
        return ok(undefined);
      },
      'sync:set-paused': ({ isPaused }) => sync.setPaused(isPaused),
      'sync:forget': () => sync.forget(),
      'sync:answer': ({ answer }) => sync.answer(answer),
      'sync:decide': ({ decisions }, isStill) => sync.decide(decisions, isStill),
      'sync:answer-returned': (given, isStill) => sync.answerReturned(given, isStill),
      'sync:settle': ({ id, how }) => sync.settle(id, how),
      'sync:dismiss-notices': () => sync.dismissNotices(),
    },
  };
}
