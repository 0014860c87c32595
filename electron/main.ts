import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Menu,
  app,
  clipboard,
  ipcMain,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import type { BrowserWindow } from 'electron';
import type { EventName } from '../shared/channels';
import type { EventPayloads } from '../shared/contract';
import type { Preferences } from '../shared/preferences';
import { appWords } from '../shared/words/en/app';
import { SecretClipboard } from './clipboard/secret-clipboard';
import { handlersFor } from './ipc/handlers';
import { APP_ORIGIN, isOwnMainFrame } from './ipc/sender';
import { serve } from './ipc/serve';
import { keychainOf } from './keychain/safe-storage';
import { ApiKeys } from './keys/api-keys';
import { SecretAccess } from './keys/secret-access';
import { PreferencesStore } from './settings/preferences-store';
import { calibrate, measureArgon2id } from './vault/argon2id';
import { realFileSystem } from './vault/file-system';
import { VaultSession } from './vault/session';
import { vaultPaths } from './vault/vault-paths';
import { appMenu } from './windows/app-menu';
import { appProtocolHandler } from './windows/app-protocol';
import { lockDown } from './windows/lockdown';
import { createMainWindow } from './windows/main-window';

// The composition root: makes the parts, hands each what it needs, and decides nothing else.

const here = dirname(fileURLToPath(import.meta.url));
const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
]);

if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function start(): void {
  let window: BrowserWindow | null = null;
  const now = () => Date.now();
  const userData = app.getPath('userData');

  function send<N extends EventName>(name: N, payload: EventPayloads[N]): void {
    if (window && !window.isDestroyed()) window.webContents.send(name, JSON.stringify(payload));
  }

  const preferences = new PreferencesStore(userData);
  const paths = vaultPaths(join(userData, 'vault'));
  const vaultSession = new VaultSession({
    world: { fs: realFileSystem, paths, actor: userInfo().username, now },
    keychain: keychainOf(safeStorage),
    kdfCost: () => calibrate(measureArgon2id),
    lastOpened: {
      get: () => preferences.lastOpenedAt,
      set: (at) => {
        preferences.lastOpenedAt = at;
      },
    },
    onStateChanged: (state) => {
      send('vault:changed', state);
    },
  });
  const secretClipboard = new SecretClipboard(clipboard, now, (clearsAt) => {
    send('clipboard:changed', { clearsAt });
  });
  const apiKeys = new ApiKeys({
    vault: () => vaultSession.vault,
    now,
    onChange: (change) => {
      send('keys:changed', change);
    },
  });
  const secrets = new SecretAccess({
    vault: () => vaultSession.vault,
    now,
    confirmPassphrase: (passphrase) => vaultSession.confirmPassphrase(passphrase),
    copy: (secret) => secretClipboard.copy(secret),
  });

  async function lock(): Promise<void> {
    secrets.concealAll();
    try {
      await secretClipboard.clear();
    } finally {
      await vaultSession.lock();
    }
  }

  /** Whoever has put a keychain slot into the vault wants to find it open. */
  async function unlockWithKeychain(): Promise<void> {
    const state = await vaultSession.state();
    if (state.kind === 'locked' && state.hasKeychainSlot) {
      await vaultSession.unlock({ method: 'keychain' });
    }
  }

  function applyTheme({ theme }: Preferences): void {
    nativeTheme.themeSource = theme;
  }

  const started = app.whenReady().then(async () => {
    openWindow();
    // After the window: reading a large vault must not hold the page's own files up.
    await unlockWithKeychain();
  });

  const handlers = handlersFor({
    started,
    session: vaultSession,
    apiKeys,
    secrets,
    preferences,
    lock,
    applyPreferences: applyTheme,
    showFiles: () => {
      shell.showItemInFolder(paths.vault);
    },
    quit: () => {
      app.quit();
    },
  });

  let isSaved = false;
  app.on('before-quit', (event) => {
    if (isSaved) return;
    event.preventDefault();
    void lock()
      .catch((error: unknown) => {
        console.error('locking before the end:', error instanceof Error ? error.stack : '');
      })
      .finally(() => {
        isSaved = true;
        app.quit();
      });
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });

  function openWindow(): void {
    lockDown(app, session.defaultSession, developmentUrl);
    protocol.handle('app', appProtocolHandler(join(here, '../renderer')));
    const ownOrigin = developmentUrl === null ? APP_ORIGIN : new URL(developmentUrl).origin;
    serve(ipcMain, handlers, (event) =>
      isOwnMainFrame(event, window?.webContents.id ?? null, ownOrigin),
    );
    applyTheme(preferences.get());
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform)));
    window = createMainWindow({
      title: appWords.windowTitle,
      preload: join(here, '../preload/preload.cjs'),
      isDark: nativeTheme.shouldUseDarkColors,
      hasDevTools: !app.isPackaged,
    });
    void window.loadURL(developmentUrl ?? `${APP_ORIGIN}/index.html`);
  }
}
