import type { TextClipboard } from './secret-clipboard';

/**
 * Markers that ask clipboard managers to keep a text out of their history, by platform, as defined
 * by KDE, Windows ("Cloud Clipboard and Clipboard History Formats") and nspasteboard.org.
 */
const MARKS: Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array<ArrayBuffer>>>>> = {
  linux: { 'x-kde-passwordManagerHint': new TextEncoder().encode('secret') },
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: new Uint8Array(4),
    // A DWORD of 0: no.
    CanIncludeInClipboardHistory: new Uint8Array(4),
    CanUploadToCloudClipboard: new Uint8Array(4),
  },
  darwin: {
    'org.nspasteboard.ConcealedType': new Uint8Array(1),
    'org.nspasteboard.TransientType': new Uint8Array(1),
  },
};

/**
 * Electron 44 and later write several formats at once. Before, a second write replaces the text.
 */
type ItemClipboard<I> = TextClipboard & { write?(items: I[]): Promise<void> };
type ItemConstructor<I> = new (formats: Record<string, string | Blob>) => I;

/**
 * Electron's clipboard, with texts marked as sensitive where the version supports it. Electron 33
 * does not, and a text is copied even if marking fails.
 *
 * @param itemConstructor Electron's `ClipboardItem`, undefined where it has none
 */
export function markedClipboard<I>(
  clipboard: ItemClipboard<I>,
  itemConstructor: ItemConstructor<I> | undefined,
  platform: NodeJS.Platform,
): TextClipboard {
  const marks = Object.entries(MARKS[platform] ?? {}).map(([name, content]) => [
    `electron application/osclipboard;format="${name}"`,
    new Blob([content]),
  ]);
  return {
    readText: () => clipboard.readText(),
    clear: () => {
      clipboard.clear();
    },
    async writeText(text) {
      if (!itemConstructor || !clipboard.write || marks.length === 0) {
        return clipboard.writeText(text);
      }
      try {
        const formats = { 'text/plain': text, ...Object.fromEntries(marks) };
        await clipboard.write([new itemConstructor(formats)]);
      } catch {
        await clipboard.writeText(text);
      }
    },
  };
}
