import type { updateRequests } from '../../shared/contract/updates';
import { ok } from '../../shared/lib/result';
import type { UpdatesOff } from '../../shared/updates/update-state';
import type { FeatureModule, Send } from '../lib/feature-module';
import { inBackground } from '../lib/in-background';
import { loadUpdater } from './load-updater';
import { Updates } from './updates';

interface Around {
  /** why this copy of the app brings no updates of its own; null when it does */
  off: UpdatesOff | null;
  publicKey: string;
  send: Send;
  /** whether the person wants the app to look by itself */
  isWanted: () => boolean;
  /** Shows long work on the app's icon; null when it has ended. */
  showProgress: (work: 'update', at: { done: number; total: number } | null) => void;
  ending: { endThen(install: () => void): void; stay(): void };
}

/** Updates of the app. */
export function updatesModule(around: Around): FeatureModule<typeof updateRequests> {
  const { off, publicKey, send, showProgress, ending } = around;
  const updates = new Updates({
    off,
    load: loadUpdater,
    publicKey,
    endThen: (install) => ending.endThen(install),
    stay: () => ending.stay(),
    onChange: (state) => {
      send('updates:changed', state);
      const isDownloading = state.kind === 'downloading';
      showProgress('update', isDownloading ? { done: state.percent, total: 100 } : null);
    },
  });
  updates.lookDaily(around.isWanted);
  /** How it goes is told by events; what was asked for is only begun here. */
  const begin = (work: Promise<void>) => {
    inBackground('an update', work);
    return ok(undefined);
  };
  return {
    handlers: {
      'updates:state': () => ok(updates.state),
      'updates:check': () => begin(updates.check()),
      'updates:download': () => begin(updates.download()),
      'updates:install': () => begin(updates.install()),
    },
  };
}
