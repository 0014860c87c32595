import type { BrowserWindow } from 'electron';
import { screen } from 'electron';
import type { WindowPlace, WindowPlaces } from './window-place';
import { arrangementOf, placeOn, remembering } from './window-place';

/** Storage for window places. */
export interface PlaceStore {
  get(): WindowPlaces;
  set(places: WindowPlaces): void;
  setZoomLevel(level: number): void;
}

const arrangement = (): string =>
  arrangementOf(screen.getAllDisplays().map(({ bounds }) => bounds));

/** @returns the window's place on these displays; null when it is unknown or not visible */
export function placeOnDisplays(places: WindowPlaces): WindowPlace | null {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return placeOn(places, arrangement(), areas);
}

/** Stores the window's place and zoom when it closes. */
export function rememberPlace(window: BrowserWindow, store: PlaceStore): void {
  window.on('close', () => {
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    store.set(remembering(store.get(), arrangement(), place));
    if (!window.webContents.isDestroyed()) store.setZoomLevel(window.webContents.getZoomLevel());
  });
}

/** Restores the zoom, which the in-memory session does not keep. */
export function restoreZoom({ webContents }: BrowserWindow, level: number): void {
  // Zoom levels belong to an origin, so the page must have navigated.
  webContents.once('did-navigate', () => webContents.setZoomLevel(level));
}
