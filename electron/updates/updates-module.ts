import type { updateRequests } from '../../shared/contract/updates';
import { ok } from '../../shared/lib/result';
import type { UpdatesOff } from '../../shared/updates/update-state';
import type { FeatureModule, Send } from '../lib/feature-module';
import { inBackground } from '../lib/in-background';
import { loadUpdater } from './load-updater';
import { Updates } from './updates';

interface Around {
  /** why this copy of the app does not update itself; null when it does */
  off: UpdatesOff | null;
  publicKey: string;
  send: Send;
  /** whether automatic checks are enabled */
  isWanted: () => boolean;
  /** Shows long work on the app's icon; null when it has ended. */
  showProgress: (work: 'update', at: { done: number; total: number } | null) => void;
  ending: { quitThenRun(install: () => void): void; cancelQuit(): void };
}

/** The requests about updates of the app. */
export function updatesModule(around: Around): FeatureModule<typeof updateRequests> {
  const { off, publicKey, send, showProgress, ending } = around;
  const updates = new Updates({
    off,
    load: loadUpdater,
    publicKey,
    quitThenRun: (install) => ending.quitThenRun(install),
    cancelQuit: () => ending.cancelQuit(),
    onChange: (state) => {
      send('updates:changed', state);
      const isDownloading = state.kind === 'downloading';
      showProgress('update', isDownloading ? { done: state.percent, total: 100 } : null);
    },
  });
  updates.lookDaily(around.isWanted);
  /** Events report the progress; a request only starts the work. */
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
