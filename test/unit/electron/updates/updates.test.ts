import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signedBytes, trustedUpdate } from '../../../../electron/updates/signed-update';
import { ownAppImage, updatesOff } from '../../../../electron/updates/update-source';
import type { Updater } from '../../../../electron/updates/updates';
import { Updates } from '../../../../electron/updates/updates';
import type { UpdateState } from '../../../../shared/updates/update-state';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const KEY = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

const UPDATE = {
  version: '1.3.0',
  releaseNotes: 'Faster.',
  files: [{ url: 'ownchat-keys-1.3.0.AppImage', sha512: 'abc' }],
};
const signed = (update: typeof UPDATE) => ({
  ...update,
  signature: sign(null, signedBytes(update), privateKey).toString('base64'),
});

describe('a signed update', () => {
  test('is trusted, and nothing the signature does not cover is taken from it', () => {
    expect(trustedUpdate({ ...signed(UPDATE), path: 'evil' }, KEY)).toEqual(UPDATE);
  });

  const good = signed(UPDATE);
  test.each([
    ['another version', { ...good, version: '9.9.9' }],
    ['other notes', { ...good, releaseNotes: 'Install this instead: https://…' }],
    ['another file', { ...good, files: [{ url: 'evil.AppImage', sha512: 'abc' }] }],
    ['another checksum', { ...good, files: [{ ...UPDATE.files[0], sha512: 'xyz' }] }],
    ['one file more', { ...good, files: [...UPDATE.files, { url: 'b', sha512: 'c' }] }],
    ['no signature', UPDATE],
    ['an empty signature', { ...good, signature: '' }],
    ['a version that is none', signed({ ...UPDATE, version: '../1' })],
    ['nothing', null],
  ])('with %s is not', (_what, info) => {
    expect(trustedUpdate(info, KEY)).toBeNull();
  });

  test('is not trusted under another key or an invalid one', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    expect(trustedUpdate(good, other.toString('base64'))).toBeNull();
    expect(trustedUpdate(good, '')).toBeNull();
    expect(
      trustedUpdate(good, rsa.export({ format: 'der', type: 'spki' }).toString('base64')),
    ).toBeNull();
  });
});

describe('where updates come from', () => {
  test('not while developing, not in a distribution, not without a release key', async () => {
    const resources = await mkdtemp(join(tmpdir(), 'ownchat-updates-'));
    const app = {
      isPackaged: true,
      platform: 'linux' as const,
      appImage: '/x.AppImage',
      resources,
      publicKey: KEY,
    };
    expect(updatesOff(app)).toBe('unsigned');
    await writeFile(join(resources, 'app-update.yml'), 'provider: generic\n');
    expect(updatesOff(app)).toBeNull();
    expect(updatesOff({ ...app, platform: 'win32', appImage: undefined })).toBeNull();
    expect(updatesOff({ ...app, isPackaged: false })).toBe('development');
    expect(updatesOff({ ...app, appImage: undefined })).toBe('distribution');
    expect(updatesOff({ ...app, publicKey: '' })).toBe('unsigned');
    await rm(resources, { recursive: true });
  });
});

describe('the AppImage that the app runs from', () => {
  const mounted = { APPIMAGE: '/home/eve/keys.AppImage', APPDIR: '/tmp/.mount_keysX1' };

  test('is the one that it lies in', () => {
    expect(ownAppImage(mounted, '/tmp/.mount_keysX1/ownchat-keys')).toBe(mounted.APPIMAGE);
  });

  test('is not the AppImage that has started it', () => {
    expect(ownAppImage(mounted, '/usr/lib/ownchat-keys/ownchat-keys')).toBeUndefined();
    expect(ownAppImage(mounted, '/tmp/.mount_keysX12/ownchat-keys')).toBeUndefined();
    expect(ownAppImage({ APPIMAGE: '/x' }, '/usr/lib/x')).toBeUndefined();
    expect(ownAppImage({}, '/usr/lib/x')).toBeUndefined();
  });
});

/** electron-updater with a server that answers `info`. */
function updaterThat(
  info: unknown,
  failing: 'check' | 'download' | null = null,
  failure = new Error('ECONNRESET'),
) {
  const calls: string[] = [];
  let fail: () => void = () => undefined;
  let progress: (progress: { percent: number }) => void = () => undefined;
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    async checkForUpdates() {
      calls.push('check');
      if (failing === 'check') throw new Error('ENOTFOUND');
      return { isUpdateAvailable: info !== null, updateInfo: info };
    },
    async downloadUpdate() {
      calls.push('download');
      if (failing === 'download') throw failure;
      progress({ percent: 41.7 });
    },
    quitAndInstall: () => calls.push('install'),
    on(event: string, listener: (progress: { percent: number }) => void) {
      if (event === 'download-progress') progress = listener;
      else fail = listener as () => void;
    },
  };
  const states: UpdateState[] = [];
  const updates = new Updates({
    off: null,
    load: async () => updater,
    publicKey: KEY,
    quitThenRun: (install) => install(),
    cancelQuit: () => calls.push('stay'),
    onChange: (state) => states.push(state),
  });
  return { updater, updates, calls, states, fail: () => fail() };
}

describe('updates', () => {
  test("are offered, downloaded and installed, each after the person's consent", async () => {
    const { updater, updates, calls, states } = updaterThat(signed(UPDATE));
    await updates.install();
    await updates.download();
    expect(calls).toEqual([]);
    await updates.check();
    expect(updates.state).toEqual({ kind: 'offered', version: '1.3.0', notes: 'Faster.' });
    expect(calls).toEqual(['check']);
    await updates.download();
    expect(states).toContainEqual({ kind: 'downloading', version: '1.3.0', percent: 41 });
    expect(updates.state).toEqual({ kind: 'ready', version: '1.3.0' });
    await updates.install();
    expect(calls).toEqual(['check', 'download', 'install']);
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
    });
  });

  test('that could not be installed say so, and the app goes on', async () => {
    const told = updaterThat(signed(UPDATE));
    await told.updates.check();
    await told.updates.download();
    // electron-updater reports a failed download twice; one report is enough.
    told.fail();
    expect(told.updates.state.kind).toBe('ready');
    await told.updates.install();
    told.fail();
    expect(told.calls).toEqual(['check', 'download', 'install', 'stay']);
    expect(told.updates.state).toEqual({ kind: 'failed', why: 'not-written' });
    const thrown = updaterThat(signed(UPDATE));
    thrown.updater.quitAndInstall = () => {
      throw new Error('EROFS');
    };
    await thrown.updates.check();
    await thrown.updates.download();
    await thrown.updates.install();
    expect(thrown.calls).toEqual(['check', 'download', 'stay']);
  });

  test('that are not signed are not offered', async () => {
    const { updates, calls } = updaterThat(UPDATE);
    await updates.check();
    expect(updates.state).toEqual({ kind: 'failed', why: 'not-trusted' });
    await updates.download();
    expect(calls).toEqual(['check']);
  });

  test('that are not there, or not to be had, can be asked for again', async () => {
    const none = updaterThat(null);
    await none.updates.check();
    expect(none.updates.state).toEqual({ kind: 'current' });
    await none.updates.check();
    expect(none.calls).toEqual(['check', 'check']);
    const cut = updaterThat(signed(UPDATE), 'download');
    await cut.updates.check();
    await cut.updates.download();
    expect(cut.updates.state).toEqual({ kind: 'failed', why: 'not-reached' });
  });

  test.each([
    ['ERR_CHECKSUM_MISMATCH', 'altered'],
    ['ENOSPC', 'not-written'],
    ['EACCES', 'not-written'],
    ['ERR_CONNECTION_RESET', 'not-reached'],
  ])('say why they could not be fetched: %s', async (code, why) => {
    const failure = Object.assign(new Error(code), { code });
    const { updates } = updaterThat(signed(UPDATE), 'download', failure);
    await updates.check();
    await updates.download();
    expect(updates.state).toEqual({ kind: 'failed', why });
  });

  test('are off where a package manager updates the app: nothing is loaded or requested', async () => {
    const updates = new Updates({
      off: 'distribution',
      load: () => Promise.reject(new Error('loaded')),
      publicKey: '',
      quitThenRun: () => undefined,
      cancelQuit: () => undefined,
      onChange: () => undefined,
    });
    await updates.check();
    expect(updates.state).toEqual({ kind: 'off', why: 'distribution' });
  });
});
