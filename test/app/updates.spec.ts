import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from '@playwright/test';
import { _electron } from '@playwright/test';
import { build } from 'vite';
import { publicKeyOf, signManifest } from '../../scripts/package/release-manifest.mjs';
import type { UpdateState } from '../../shared/updates/update-state';
import { appEnvironment, appSwitches, electronExecutable, isSandboxed } from '../support/electron';
import type { Updating } from '../support/update-app';
import { expect, test as base } from './fixtures';

// The real electron-updater in a real Electron, against a server on this computer. The served file
// passes as an AppImage for the updater, and is a script that reports its start.

const MAIN = fileURLToPath(new URL('../support/update-app.ts', import.meta.url));
const FILE = 'ownchat-keys-1.3.0.AppImage';
const MANIFEST = '/latest-linux.yml';
const NEW_APP = '#!/bin/sh\nprintf 1.3.0 > "$OWNCHAT_STARTED"\n';
const { privateKey } = generateKeyPairSync('ed25519');
const PRIVATE_KEY = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/** A manifest as electron-builder writes it and the release script signs it. */
function manifestOf({ version = '1.3.0', app = NEW_APP } = {}): string {
  const sha512 = createHash('sha512').update(app).digest('base64');
  const size = Buffer.byteLength(app);
  const yaml = `version: ${version}\nfiles:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${size}\npath: ${FILE}\nsha512: ${sha512}\nreleaseDate: '2026-11-24T00:00:00.000Z'\n`;
  return signManifest(yaml, 'Faster.', PRIVATE_KEY);
}

interface Release {
  server: Server;
  /** by path; 404 for other paths */
  files: Record<string, string>;
  /** the requested paths */
  asked: string[];
}

interface Fixtures {
  release: Release;
  /** The app of version 1.2.0, as an AppImage, with this release server. */
  updating: {
    app: ElectronApplication;
    image: string;
    started: string;
    act: (what: 'check' | 'download' | 'install') => Promise<UpdateState>;
    states: () => Promise<UpdateState[]>;
  };
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from it
  release: async ({}, use) => {
    const files: Record<string, string> = { [MANIFEST]: manifestOf(), [`/${FILE}`]: NEW_APP };
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      asked.push(path);
      const content = files[path];
      response.writeHead(content === undefined ? 404 : 200);
      response.end(content);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use({ server, files, asked });
    server.closeAllConnections();
    server.close();
  },

  updating: async ({ release, userData }, use) => {
    const folder = join(userData, 'app');
    await mkdir(folder, { recursive: true });
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: MAIN,
        outDir: folder,
        emptyOutDir: false,
        rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
      },
    });
    const { port } = release.server.address() as AddressInfo;
    const about = { name: 'updating', version: '1.2.0', type: 'module', main: 'main.mjs' };
    await writeFile(join(folder, 'package.json'), JSON.stringify(about));
    const config = `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: updating\n`;
    await writeFile(join(folder, 'dev-app-update.yml'), config);
    const image = join(userData, 'ownchat-keys.AppImage');
    const started = join(userData, 'started');
    await writeFile(image, 'the old one', { mode: 0o755 });
    const app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [folder, ...appSwitches({ userData: join(userData, 'profile') })],
      env: {
        ...appEnvironment(),
        APPIMAGE: image,
        OWNCHAT_STARTED: started,
        OWNCHAT_UPDATE_KEY: publicKeyOf(PRIVATE_KEY),
        XDG_CACHE_HOME: join(userData, 'cache'),
      },
      chromiumSandbox: isSandboxed(),
    });
    const act = (what: 'check' | 'download' | 'install') =>
      app.evaluate(async (_electronOf, name) => {
        const { updates } = (globalThis as unknown as { updating: Updating }).updating;
        await updates[name]();
        return updates.state;
      }, what);
    const states = () =>
      app.evaluate(() => (globalThis as unknown as { updating: Updating }).updating.states);
    await use({ app, image, started, act, states });
    await app.close();
  },
});

test.skip(
  process.platform !== 'linux',
  'what is served is an AppImage: the updaters of Windows and macOS want an installer or an app that is signed',
);

test('an update is offered with its notes, fetched when that is wanted, and takes the place of the old one', async ({
  release,
  updating,
}) => {
  expect(await updating.act('check')).toEqual({
    kind: 'offered',
    version: '1.3.0',
    notes: 'Faster.',
  });
  // Nothing happens without consent: until then only the manifest was requested.
  expect(new Set(release.asked)).toEqual(new Set([MANIFEST]));
  expect(await updating.act('download')).toEqual({ kind: 'ready', version: '1.3.0' });
  expect(await readFile(updating.image, 'utf8')).toBe('the old one');
  expect((await updating.states()).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['checking', 'offered', 'downloading', 'ready']),
  );

  const ended = updating.app.waitForEvent('close');
  await updating.act('install').catch(() => undefined);
  await ended;
  await expect.poll(() => readFile(updating.started, 'utf8').catch(() => '')).toBe('1.3.0');
  expect(await readFile(updating.image, 'utf8')).toBe(NEW_APP);
});

test('an update without a valid signature is neither offered nor downloaded', async ({
  release,
  updating,
}) => {
  release.files[MANIFEST] = manifestOf().replace('Faster.', 'Urgent!');
  expect(await updating.act('check')).toEqual({ kind: 'failed', why: 'not-trusted' });
  expect(await updating.act('download')).toEqual({ kind: 'failed', why: 'not-trusted' });
  expect(new Set(release.asked)).toEqual(new Set([MANIFEST]));
});

test('a file that is not the one that was signed is thrown away; the old app stays', async ({
  release,
  updating,
}) => {
  release.files[`/${FILE}`] = NEW_APP.replace('1.3.0', '6.6.6');
  expect(await updating.act('check')).toMatchObject({ kind: 'offered' });
  const altered = { kind: 'failed', why: 'altered' };
  expect(await updating.act('download')).toEqual(altered);
  expect(await updating.act('install')).toEqual(altered);
  expect(await readFile(updating.image, 'utf8')).toBe('the old one');
  await expect(readFile(updating.started)).rejects.toThrow('ENOENT');
});

test('no newer version, an older version and an unreachable server are told apart', async ({
  release,
  updating,
}) => {
  for (const version of ['1.2.0', '1.1.9']) {
    release.files[MANIFEST] = manifestOf({ version });
    expect(await updating.act('check')).toEqual({ kind: 'current' });
  }
  delete release.files[MANIFEST];
  expect(await updating.act('check')).toEqual({ kind: 'failed', why: 'not-reached' });
});
