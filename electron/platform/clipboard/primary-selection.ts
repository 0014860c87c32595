import type { ClearableText } from './secret-clipboard';

/** Electron's access to the primary selection: an argument before 44, an object since. */
interface WithSelection {
  readText(type?: 'selection'): string | Promise<string>;
  clear(type?: 'selection'): void;
  readonly selection?: ClearableText;
}

/**
 * The primary selection of a Linux desktop. Chromium copies every text there too, on X11 and on
 * Wayland compositors that have one.
 *
 * @returns null on platforms that have none
 */
export function primarySelection(
  clipboard: WithSelection,
  platform: NodeJS.Platform,
): ClearableText | null {
  if (platform !== 'linux') return null;
  return (
    clipboard.selection ?? {
      readText: () => clipboard.readText('selection'),
      clear: () => {
        clipboard.clear('selection');
      },
    }
  );
}
