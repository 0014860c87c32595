import type { TextClipboard } from './secret-clipboard';

/**
 * What tells a clipboard manager that a text is not for its history, by platform: names and contents as KDE,
 * Windows ("Cloud Clipboard and Clipboard History Formats") and nspasteboard.org describe them.
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

/** Electron 44 and later: several formats in one write. Before, one format takes the place of the text. */
type ItemClipboard<I> = TextClipboard & { write?(items: I[]): Promise<void> };
type ItemConstructor<I> = new (formats: Record<string, string | Blob>) => I;

/**
 * Electron's clipboard, whose `writeText` marks the text as sensitive where the running Electron can write such
 * marks beside it. Electron 33 cannot, and what a clipboard refuses to mark is copied all the same.
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
