import type { BrowserWindow } from 'electron';

/**
 * Shows long work on the app's icon in the taskbar or dock.
 *
 * @param fraction 0 to 1; null when it is done
 */
export function showProgress(
  window: Pick<BrowserWindow, 'setProgressBar'> | null,
  fraction: number | null,
): void {
  window?.setProgressBar(fraction === null ? -1 : Math.min(1, Math.max(0, fraction)));
}
