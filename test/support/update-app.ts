import { app } from 'electron';
import { loadUpdater } from '../../electron/updates/load-updater';
import { Updates } from '../../electron/updates/updates';
import type { UpdateState } from '../../shared/updates/update-state';

// The main process of an app that is nothing but its updates: the app's own switches them off unless it is packaged.
// Told by its environment what to trust; driven from outside through `globalThis.updating`.

/** What the test drives. */
export interface Updating {
  updates: Pick<Updates, 'check' | 'download' | 'install' | 'state'>;
  /** every state there was, in order */
  states: UpdateState[];
}

const states: UpdateState[] = [];
const updates = new Updates({
  off: null,
  load: async () => Object.assign(await loadUpdater(), { forceDevUpdateConfig: true }),
  publicKey: process.env['OWNCHAT_UPDATE_KEY'] ?? '',
  endThen: (install) => {
    install();
  },
  stay: () => undefined,
  onChange: (state) => {
    states.push(state);
  },
});
Object.assign(globalThis, { updating: { updates, states } satisfies Updating });
app.on('window-all-closed', () => undefined);
