import { bridge } from '../../bridge/bridge';
import { zoomOf } from '../../ui/hooks/zoom';

/** The `keyCode` that browsers report for a key that an input method has handled. */
const TAKEN = 229;

/** The keyboard shortcuts of every screen, handled before other listeners. */
export function listenToKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      // During input method composition, Escape cancels the composition and Enter accepts it.
      // Neither may reach a dialog or a search box.
      if (event.isComposing || event.keyCode === TAKEN) {
        event.stopImmediatePropagation();
        // Without this, Escape would clear a search box.
        if (event.key === 'Escape') event.preventDefault();
        return;
      }
      const to = zoomOf(event);
      if (to === null) return;
      // The menu handles the key after the page, and would zoom a second time.
      event.preventDefault();
      void bridge.app.zoom({ to });
    },
    { capture: true },
  );
}
