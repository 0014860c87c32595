import { app } from 'electron';
import { loadUpdater } from '../../electron/updates/load-updater';
import { Updates } from '../../electron/updates/updates';
import type { UpdateState } from '../../shared/updates/update-state';

// The main process of an app with only the updater: the real app disables it unless packaged. Its
// environment names what to trust; tests drive it through `globalThis.updating`.

/** The test's access to it. */
export interface Updating {
  updates: Pick<Updates, 'check' | 'download' | 'install' | 'state'>;
  /** every state, in order */
  states: UpdateState[];
}

const states: UpdateState[] = [];
const updates = new Updates({
  off: null,
  load: async () => Object.assign(await loadUpdater(), { forceDevUpdateConfig: true }),
  publicKey: process.env['OWNCHAT_UPDATE_KEY'] ?? '',
  quitThenRun: (install) => {
    install();
  },
  cancelQuit: () => undefined,
  onChange: (state) => {
    states.push(state);
  },
});
Object.assign(globalThis, { updating: { updates, states } satisfies Updating });
app.on('window-all-closed', () => undefined);
