import '../../../support/without-electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartupState } from '../../../../electron/start/startup-state';
import { PreferencesStore } from '../../../../electron/preferences/preferences-store';
import { createdVault, fakeKeychain, temporaryDirectory } from '../../../support/test-vault';

const PLACES = { '1x1@0,0': { x: 1, y: 2, width: 800, height: 600, maximised: false } };
const UNKNOWN = {
  theme: 'system',
  protectContent: false,
  places: {},
  zoomLevel: 0,
  opensByItself: false,
};

async function lookAt(content: string) {
  const directory = await temporaryDirectory();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'preferences.json'), content);
  return readStartupState(directory);
}

describe('the startup state of the window', () => {
  it('equals the stored preferences', async () => {
    const directory = await temporaryDirectory();
    const store = new PreferencesStore(directory);
    store.set({ theme: 'dark', protectContent: true });
    store.remember('windowPlaces', PLACES);
    store.remember('zoomLevel', 1.5);
    expect(readStartupState(directory)).toEqual({
      theme: 'dark',
      protectContent: true,
      places: PLACES,
      zoomLevel: 1.5,
      opensByItself: false,
    });
  });

  it('includes whether automatic unlock is likely', async () => {
    const directory = await temporaryDirectory();
    await createdVault(join(directory, 'vault'), { keychain: fakeKeychain() });
    expect(readStartupState(directory)).toEqual({ ...UNKNOWN, opensByItself: true });
  });

  it('is the default where nothing is kept, or nothing that is understood', async () => {
    expect(readStartupState(join(await temporaryDirectory(), 'missing'))).toEqual(UNKNOWN);
    for (const content of [
      '',
      '{',
      'null',
      '7',
      '[]',
      '{"preferences":null}',
      '{"preferences":"dark"}',
      '{"preferences":{"theme":"neon","protectContent":"yes"},"windowPlaces":[1]}',
      '{"preferences":{"theme":["dark"]},"windowPlaces":{"a":{"x":0}}}',
      '{"zoomLevel":"2"}',
      '{"zoomLevel":1e9}',
      // An earlier version kept when Chromium last found no graphics card.
      '{"withoutGraphicsAt":"2026-11-01T00:00:00.000Z"}',
    ]) {
      expect(await lookAt(content)).toEqual(UNKNOWN);
    }
  });
});
