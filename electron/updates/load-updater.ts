import type { Updater } from './updates';

/**
 * electron-updater, which needs Electron. A chunk of its own, because most starts never load it.
 */
export async function loadUpdater(): Promise<Updater> {
  const module = await import('electron-updater');
  // A CommonJS module may be wrapped in `default`, depending on the bundler.
  const { autoUpdater } = 'default' in module ? (module.default as typeof module) : module;
  // Its log messages name files and addresses; the update state has what matters.
  autoUpdater.logger = null;
  return autoUpdater;
}
