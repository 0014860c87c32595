import { describe, expect, test, vi } from 'vitest';
import { primarySelection } from '../../../../../electron/platform/clipboard/primary-selection';
import { SecretClipboard } from '../../../../../electron/platform/clipboard/secret-clipboard';

/** The two buffers of an X11 desktop: Chromium copies to both. */
function desktop() {
  const held = { clipboard: 'of the person', selection: 'of the person' };
  const isSelection = (type?: 'selection') => (type === 'selection' ? 'selection' : 'clipboard');
  const clipboard = {
    writeText: (text: string) => {
      held.clipboard = text;
      held.selection = text;
    },
    readText: (type?: 'selection') => held[isSelection(type)],
    clear: (type?: 'selection') => {
      held[isSelection(type)] = '';
    },
  };
  return { held, clipboard };
}

describe('the primary selection', () => {
  test('never keeps a copied secret', async () => {
    const { held, clipboard } = desktop();
    const secrets = new SecretClipboard(
      clipboard,
      Date.now,
      () => undefined,
      primarySelection(clipboard, 'linux'),
    );
    await secrets.copy('secret');
    expect(held).toEqual({ clipboard: 'secret', selection: '' });
    // A clipboard manager may synchronise both buffers.
    held.selection = 'secret';
    await secrets.clear();
    expect(held).toEqual({ clipboard: '', selection: '' });
  });

  test('is left unchanged when it holds something else', async () => {
    const { held, clipboard } = desktop();
    const writeText = vi.fn((text: string) => {
      held.clipboard = text;
    });
    const secrets = new SecretClipboard(
      { ...clipboard, writeText },
      Date.now,
      () => undefined,
      primarySelection(clipboard, 'linux'),
    );
    await secrets.copy('secret');
    await secrets.clear();
    expect(held).toEqual({ clipboard: '', selection: 'of the person' });
  });

  test('is an object from Electron 44 on, and missing on other platforms', () => {
    const { clipboard } = desktop();
    const selection = { readText: async () => '', clear: () => undefined };
    expect(primarySelection({ ...clipboard, selection }, 'linux')).toBe(selection);
    expect(primarySelection(clipboard, 'darwin')).toBeNull();
    expect(primarySelection(clipboard, 'win32')).toBeNull();
  });
});
