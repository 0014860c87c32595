import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { APP_DIRECTORY } from '../support/electron';
import { expect, test } from './fixtures';

// Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), a test for each of its
// 20 items under the item's number, on the running app wherever it shows there. What a test needs to run with is
// told in one place: the fuses of item 19 are read from the packaged app in the tests of the package.

type Preferences = Record<string, unknown>;

/** The effective settings of the window; not in Electron's types. */
const preferencesOf = (app: ElectronApplication): Promise<Preferences> =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Preferences;
    };
    return contents.getLastWebPreferences();
  });

/** Every source file of the main process, by its path. */
async function mainSources(): Promise<[path: string, text: string][]> {
  const root = join(APP_DIRECTORY, 'electron');
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => /\.tsx?$/.test(name));
  return Promise.all(
    files.map(async (name): Promise<[string, string]> => [
      name,
      await readFile(join(root, name), 'utf8'),
    ]),
  );
}

const loadsWith = (page: Page, tag: 'img' | 'script' | 'iframe', address: string) =>
  page.evaluate(
    ([name, url]) =>
      new Promise<string>((resolve) => {
        const element = document.createElement(name);
        element.addEventListener('load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('refused'));
        document.addEventListener('securitypolicyviolation', () => resolve('refused'), {
          once: true,
        });
        try {
          element.setAttribute('src', url);
          document.body.append(element);
        } catch {
          resolve('refused');
        }
      }),
    [tag, address] as const,
  );

test('1: only the app itself is loaded, nothing from the network', async ({ launch }) => {
  const { page } = await launch({ mayComplain: true });
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).protocol),
  );
  expect(new Set([...loaded, new URL(page.url()).protocol])).toEqual(new Set(['app:']));
  for (const address of [
    'http://example.com/x.png',
    'https://example.com/x.png',
    'ftp://example.com/x',
  ]) {
    expect(await loadsWith(page, 'img', address)).toBe('refused');
  }
});

test('2, 20: the page has no Node, and of Electron only the bridge', async ({ launch }) => {
  const { app, page } = await launch();
  expect(await preferencesOf(app)).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
  });
  expect((await preferencesOf(app))['nodeIntegrationInWorker'] ?? false).toBe(false);
  const found = await page.evaluate(() => {
    const { ownchat } = globalThis as unknown as { ownchat: Record<string, unknown> };
    return {
      node: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'electron',
      ].filter((name) => name in globalThis),
      bridge: Object.entries(ownchat).map(([name, value]) => [name, typeof value]),
      isFrozen: Object.isFrozen(ownchat),
    };
  });
  expect(found).toEqual({
    node: [],
    bridge: [
      ['request', 'function'],
      ['drop', 'function'],
      ['listen', 'function'],
    ],
    isFrozen: true,
  });
});

test('3: the bridge is in an isolated world that the page cannot reach', async ({ launch }) => {
  const { app, page } = await launch();
  expect(await preferencesOf(app)).toMatchObject({ contextIsolation: true });
  const outcome = await page.evaluate(async () => {
    // Changes of built-in objects by the page must not affect the preload script.
    const heard: unknown[] = [];
    const define = (target: object, name: string, what: PropertyDescriptor) =>
      Object.defineProperty(target, name, { configurable: true, ...what });
    define(Array.prototype, 'includes', { value: () => true });
    define(Object.prototype, 'channel', {
      set: (value) => {
        heard.push(value);
      },
    });
    const { ownchat } = globalThis as unknown as {
      ownchat: { request(name: string): Promise<string> };
    };
    return {
      answer: await ownchat.request('vault:erase').catch((error: unknown) => String(error)),
      heard,
    };
  });
  expect(outcome.answer).toContain('no such request');
  expect(outcome.heard).toEqual([]);
  await page.reload();
});

test('4: every page is sandboxed', async ({ launch }) => {
  const { app } = await launch();
  expect(await preferencesOf(app)).toMatchObject({ sandbox: true });
});

test('5: every permission is denied, asked for or looked up', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
      'idle-detection',
      'local-fonts',
      'window-management',
      'storage-access',
    ];
    const asked = names.map(async (name) => {
      const status = await navigator.permissions
        .query({ name: name as PermissionName })
        .catch(() => ({ state: 'unknown' }));
      return [name, status.state];
    });
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'denied',
    );
    const screen = await navigator.mediaDevices?.getDisplayMedia().then(
      () => 'given',
      () => 'denied',
    );
    return { states: Object.fromEntries(await Promise.all(asked)), camera, screen };
  });
  expect(Object.values(states.states)).not.toContain('granted');
  expect(Object.values(states.states)).not.toContain('prompt');
  expect([states.camera ?? 'denied', states.screen ?? 'denied']).toEqual(['denied', 'denied']);
});

test('6, 8, 9, 10: web security is on, and nothing mixed, experimental or extra is switched on', async ({
  launch,
}) => {
  const { app } = await launch();
  const preferences = await preferencesOf(app);
  expect(preferences).toMatchObject({ webSecurity: true });
  expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
  expect(preferences['experimentalFeatures'] ?? false).toBe(false);
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
});

test('7: the policy lets nothing run that is not a file of the app', async ({ launch }) => {
  const { page } = await launch({ mayComplain: true });
  for (const address of [
    'data:text/javascript,1',
    'blob:app://ownchat/1',
    'https://example.com/x.js',
  ]) {
    expect(await loadsWith(page, 'script', address)).toBe('refused');
  }
  const tried = await page.evaluate(async () => {
    // Delayed, so that it runs on its own: code that a test evaluates directly is exempt from the
    // policy.
    await new Promise((resume) => setTimeout(resume, 0));
    const attempt = (run: () => unknown) => {
      try {
        return String(run());
      } catch {
        return 'refused';
      }
    };
    return [
      attempt(() => Reflect.construct(Function, ['return 1'])),
      attempt(() => setTimeout('globalThis.ranText = 1' as unknown as () => void)),
      attempt(() => (document.body.innerHTML = '<img src=x onerror="1">')),
      attempt(() => document.write('<p>x</p>')),
    ];
  });
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('11, 12: there are no webviews, and none can be attached', async ({ launch }) => {
  const { app, page } = await launch();
  expect(await preferencesOf(app)).toMatchObject({ webviewTag: false });
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
  });
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

/** The ways in which a link, a script or a form can leave the page, each with every address. */
const ADDRESSES = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'app://ownchat/other.html',
  'app://elsewhere/index.html',
  'data:text/html,<h1>x</h1>',
  'javascript:document.title="left"',
  'blob:app://ownchat/0',
  'view-source:app://ownchat/index.html',
  'chrome://gpu',
  'devtools://devtools/bundled/inspector.html',
  'mailto:a@example.com',
  'ownchat-keys://key/1',
  '//example.com/',
];
const WAYS = [
  'click',
  'click in a new window',
  'middle click',
  'Ctrl+click',
  'location',
  'replace',
  'open',
  'form',
  'refresh',
  'frame',
] as const;

test('13, 14: no link, script or form leaves the page', async ({ launchUnlocked }) => {
  const { app, page } = await launchUnlocked({ mayComplain: true });
  for (const address of ADDRESSES) {
    for (const way of WAYS) {
      await page.evaluate(
        ([url, how]) => {
          const link = document.createElement('a');
          link.href = url;
          document.body.append(link);
          const click = (options: MouseEventInit) =>
            link.dispatchEvent(
              new MouseEvent('click', { bubbles: true, cancelable: true, ...options }),
            );
          const attempt: Record<typeof how, () => unknown> = {
            click: () => link.click(),
            'click in a new window': () => {
              link.target = '_blank';
              link.click();
            },
            'middle click': () => click({ button: 1 }),
            'Ctrl+click': () => click({ ctrlKey: true }),
            location: () => (location.href = url),
            replace: () => location.replace(url),
            open: () => window.open(url, '_top'),
            form: () => {
              const form = document.createElement('form');
              form.action = url;
              form.method = 'post';
              document.body.append(form);
              form.submit();
              form.remove();
            },
            refresh: () => {
              const meta = document.createElement('meta');
              meta.httpEquiv = 'refresh';
              meta.content = `0; url=${url}`;
              document.head.append(meta);
              meta.remove();
            },
            frame: () => {
              const frame = document.createElement('iframe');
              frame.setAttribute('src', url);
              document.body.append(frame);
              frame.remove();
            },
          };
          try {
            attempt[how]();
          } catch {
            // Refused at once, as Trusted Types do.
          }
          link.remove();
        },
        [address, way] as const,
      );
      // An allowed navigation would be running now; the next answer would come from the page it led
      // to.
      const where = await page.evaluate(() => `${location.href} ${document.title}`);
      expect(where, `${way}: ${address}`).toMatch(/^app:\/\/ownchat\/index\.html\S* Ownchat Keys$/);
    }
  }
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  // Playwright still waits for the navigations that were cancelled, so the page is asked directly.
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('API Keys');
});

test('15: no content is given to the operating system to open', async () => {
  const callers = (await mainSources()).filter(([, text]) => /\bopenExternal\(/.test(text));
  expect(callers.map(([path]) => path)).toEqual([]);
});

test('16: the app ships on a current Electron, pinned exactly', async () => {
  const { devDependencies } = JSON.parse(
    await readFile(join(APP_DIRECTORY, 'package.json'), 'utf8'),
  ) as { devDependencies: Record<string, string> };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number.parseInt(devDependencies['electron'] ?? '', 10)).toBeGreaterThanOrEqual(45);
});

test('17: requests of another window are refused, with any page in it', async ({
  launchUnlocked,
}) => {
  const { app } = await launchUnlocked();
  const answers = await app.evaluate(async ({ app: main, BrowserWindow }) => {
    const preload = `${main.getAppPath()}/out/preload/preload.cjs`;
    const foreign = new BrowserWindow({
      show: false,
      // The same session, where the address of the app leads to the app.
      webPreferences: { preload, sandbox: true, partition: 'page' },
    });
    await foreign.loadURL('app://ownchat/index.html');
    const heard = (await foreign.webContents.executeJavaScript(
      `Promise.all(['keys:list', 'vault:state', 'preferences:get'].map((name) => ownchat.request(name)))`,
    )) as string[];
    foreign.destroy();
    return heard;
  });
  for (const answer of answers) {
    expect(JSON.parse(answer)).toEqual({ ok: false, failure: { code: 'request-refused' } });
  }
});

test('18: the page comes by the app protocol, and files cannot be reached', async ({ launch }) => {
  const { page } = await launch({ mayComplain: true });
  expect(page.url()).toMatch(/^app:\/\/ownchat\//);
  expect(await loadsWith(page, 'img', 'file:///usr/share/pixmaps/debian-logo.png')).toBe('refused');
  const read = await page.evaluate(() =>
    fetch('file:///etc/hostname').then(
      () => 'read',
      () => 'refused',
    ),
  );
  expect(read).toBe('refused');
});
