import type { Updater } from './updates';

/** electron-updater, which needs Electron around it. A chunk of its own: most starts never load it. */
export async function loadUpdater(): Promise<Updater> {
  const module = await import('electron-updater');
  // Bundled or not, a CommonJS module may arrive whole in `default`.
  const { autoUpdater } = 'default' in module ? (module.default as typeof module) : module;
  // Its own messages name files and addresses; what matters is told by the state.
  autoUpdater.logger = null;
  return autoUpdater;
}
