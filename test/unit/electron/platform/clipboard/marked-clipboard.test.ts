import { describe, expect, it } from 'vitest';
import { markedClipboard } from '../../../../../electron/platform/clipboard/marked-clipboard';

const KDE = 'electron application/osclipboard;format="x-kde-passwordManagerHint"';

/** Electron's `ClipboardItem`, as far as it is used here. */
class Item {
  constructor(readonly formats: Record<string, string | Blob>) {}
}

/** A clipboard like that of Electron 44 and later, with a record of its writes. */
function later(write: (items: Item[]) => Promise<void> = async () => undefined) {
  const written: Record<string, string | Blob>[] = [];
  const clipboard = {
    writeText: async (text: string) => void written.push({ text }),
    readText: async () => 'what is there',
    clear: () => void written.push({}),
    write: async (items: Item[]) => {
      await write(items);
      written.push(...items.map(({ formats }) => formats));
    },
  };
  return { clipboard, written };
}

describe('a secret in the clipboard', () => {
  it('is marked for KDE in the same write as the text', async () => {
    const { clipboard, written } = later();
    await markedClipboard(clipboard, Item, 'linux').writeText('a secret');
    expect(written).toHaveLength(1);
    expect(written[0]?.['text/plain']).toBe('a secret');
    const mark = written[0]?.[KDE];
    expect(await new Response(mark).text()).toBe('secret');
  });

  it("is excluded from Windows' history and cloud clipboard", async () => {
    const { clipboard, written } = later();
    await markedClipboard(clipboard, Item, 'win32').writeText('a secret');
    for (const name of [
      'ExcludeClipboardContentFromMonitorProcessing',
      'CanIncludeInClipboardHistory',
      'CanUploadToCloudClipboard',
    ]) {
      const mark = written[0]?.[`electron application/osclipboard;format="${name}"`];
      expect([...new Uint8Array(await new Response(mark).arrayBuffer())]).toEqual([0, 0, 0, 0]);
    }
  });

  it('is concealed and transient on macOS', async () => {
    const { clipboard, written } = later();
    await markedClipboard(clipboard, Item, 'darwin').writeText('a secret');
    expect(Object.keys(written[0] ?? {})).toEqual([
      'text/plain',
      'electron application/osclipboard;format="org.nspasteboard.ConcealedType"',
      'electron application/osclipboard;format="org.nspasteboard.TransientType"',
    ]);
  });

  it('is copied without marks where they are refused or not supported', async () => {
    const refusing = later(() => Promise.reject(new TypeError('no such format')));
    await markedClipboard(refusing.clipboard, Item, 'linux').writeText('a secret');
    expect(refusing.written).toEqual([{ text: 'a secret' }]);
    const elsewhere = later();
    await markedClipboard(elsewhere.clipboard, Item, 'freebsd').writeText('a secret');
    expect(elsewhere.written).toEqual([{ text: 'a secret' }]);
  });

  it('is plain text where Electron writes one format only, synchronously', async () => {
    const system = { text: '' };
    const marked = markedClipboard(
      {
        writeText: (text: string) => void (system.text = text),
        readText: () => system.text,
        clear: () => void (system.text = ''),
      },
      undefined,
      'linux',
    );
    await marked.writeText('a secret');
    expect(await marked.readText()).toBe('a secret');
    marked.clear();
    expect(system.text).toBe('');
  });
});
