import { bridge } from '../../bridge/bridge';
import { zoomOf } from '../../ui/hooks/zoom';

/** What browsers give as `keyCode` of a key that an input method has taken. */
const TAKEN = 229;

/** The keyboard shortcuts of every screen, handled before other listeners. */
export function listenToKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      // While an input method composes a word, Escape gives the word up and Enter takes it: neither is meant for a dialog
      // or a search box.
      if (event.isComposing || event.keyCode === TAKEN) {
        event.stopImmediatePropagation();
        // A search box would empty itself.
        if (event.key === 'Escape') event.preventDefault();
        return;
      }
      const to = zoomOf(event);
      if (to === null) return;
      // The menu, whose turn comes after the page's, would zoom once more.
      event.preventDefault();
      void bridge.app.zoom({ to });
    },
    { capture: true },
  );
}
