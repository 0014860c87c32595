import type { BrowserWindow } from 'electron';
import { screen } from 'electron';
import type { WindowPlace, WindowPlaces } from './window-place';
import { arrangementOf, placeOn, remembering } from './window-place';

/** Where window places are kept. */
export interface PlaceStore {
  get(): WindowPlaces;
  set(places: WindowPlaces): void;
  setZoomLevel(level: number): void;
}

const arrangement = (): string =>
  arrangementOf(screen.getAllDisplays().map(({ bounds }) => bounds));

/** @returns where the window was on these displays; null when that is not known or not to be seen */
export function placeOnDisplays(places: WindowPlaces): WindowPlace | null {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return placeOn(places, arrangement(), areas);
}

/** Keeps where the window was left when it closes, and how large its page was shown. */
export function rememberPlace(window: BrowserWindow, store: PlaceStore): void {
  window.on('close', () => {
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    store.set(remembering(store.get(), arrangement(), place));
    if (!window.webContents.isDestroyed()) store.setZoomLevel(window.webContents.getZoomLevel());
  });
}

/** Shows the page as large as it was left: its session, which lives in memory, does not know. */
export function restoreZoom({ webContents }: BrowserWindow, level: number): void {
  // The level belongs to an address, so there must be one.
  webContents.once('did-navigate', () => webContents.setZoomLevel(level));
}
