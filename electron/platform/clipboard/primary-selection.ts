import type { ClearableText } from './secret-clipboard';

/** Electron's clipboard as far as it knows the primary selection: by an argument before 44, as an object from then on. */
interface WithSelection {
  readText(type?: 'selection'): string | Promise<string>;
  clear(type?: 'selection'): void;
  readonly selection?: ClearableText;
}

/**
 * The primary selection of a Linux desktop: Chromium puts every text that it copies into it as well, on X11 and with
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
