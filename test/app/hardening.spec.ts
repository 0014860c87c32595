import { readFile } from 'node:fs/promises';
import { isSandboxed } from '../support/electron';
import { expect, test } from './fixtures';

test('the window is sandboxed, isolated and without Node @root', async ({ launch }) => {
  const { app, page } = await launch();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, although the window has these settings.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const reachable = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { ownchat: object }).ownchat),
  }));
  expect(reachable).toEqual({ node: [], bridge: ['request', 'drop', 'listen'] });
});

test("the operating system's sandbox holds the page's process", async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  test.skip(!isSandboxed(), 'root cannot have it');
  const { app } = await launch();
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status).toMatch(/^Seccomp:\s+2$/m);
});

test('the page comes with a content security policy and a fresh nonce @root', async ({
  launch,
}) => {
  const { app, page, complaints } = await launch();
  const load = () =>
    app.evaluate(async ({ session }) => {
      const response = await session.fromPartition('page').fetch('app://ownchat/index.html');
      return {
        policy: response.headers.get('content-security-policy'),
        html: await response.text(),
      };
    });
  const [one, two] = [await load(), await load()];
  expect(one.policy).toContain("default-src 'none'");
  expect(one.policy).toContain("script-src 'self';");
  expect(one.policy).not.toContain('unsafe');
  const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '';
  expect(nonceOf(one.policy)).not.toBe(nonceOf(two.policy));
  expect(one.html).toContain(nonceOf(one.policy));
  expect(one.html).not.toContain('__CSP_NONCE__');
  // The content security policy blocks inline scripts, eval and the network.
  const blocked = await page.evaluate(async () => {
    const script = document.createElement('script');
    let inline = 'blocked';
    try {
      script.textContent = 'globalThis.inlineRan = true';
      document.head.append(script);
      if ('inlineRan' in globalThis) inline = 'ran';
    } catch {
      inline = 'blocked';
    }
    const network = await fetch('https://example.com').then(
      () => 'loaded',
      () => 'blocked',
    );
    return { inline, network };
  });
  expect(blocked).toEqual({ inline: 'blocked', network: 'blocked' });
  expect(complaints.join()).toContain('Content Security Policy');
  complaints.length = 0;
});

test('nothing outside the built page is served @root', async ({ launch }) => {
  const { app } = await launch();
  const statuses = await app.evaluate(async ({ session }) => {
    const addresses = [
      'app://ownchat/../main/main.js',
      'app://ownchat/%2e%2e/main/main.js',
      'app://ownchat/..%2fmain%2fmain.js',
      'app://ownchat/%2e%2e%5cmain%5cmain.js',
      'app://ownchat/index.html%00.js',
      'app://elsewhere/index.html',
      'app://ownchat/%',
    ];
    const answers: number[] = [];
    for (const address of addresses) {
      answers.push((await session.fromPartition('page').fetch(address)).status);
    }
    return answers;
  });
  expect(new Set(statuses)).toEqual(new Set([404]));
});

test('navigation, new windows and permissions are denied @root', async ({ launch }) => {
  const { app, page } = await launch();
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.com') === null ? 'denied' : 'opened';
    const link = document.createElement('a');
    link.href = 'https://example.com';
    document.body.append(link);
    link.click();
    location.href = 'app://ownchat/other.html';
    const permission = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'unknown',
      );
    return {
      opened,
      geolocation: await permission('geolocation'),
      notifications: Notification.permission,
      clipboard: await navigator.clipboard.readText().then(
        () => 'read',
        () => 'denied',
      ),
    };
  });
  expect(outcome).toEqual({
    opened: 'denied',
    geolocation: 'denied',
    notifications: 'denied',
    clipboard: 'denied',
  });
  expect(page.url()).toBe('app://ownchat/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('requests that are not in the contract, or do not fit it, are refused @root', async ({
  launchUnlocked,
}) => {
  const { page } = await launchUnlocked();
  const answers = await page.evaluate(async () => {
    const { ownchat } = globalThis as unknown as {
      ownchat: { request(name: string, input?: unknown): Promise<string> };
    };
    const ask = (name: string, input?: unknown) =>
      ownchat.request(name, input).catch((error: unknown) => String(error));
    return [
      await ask('vault:erase'),
      await ask('keys:delete', { ids: ['../../etc/passwd'] }),
      await ask('secrets:copy', { id: '01a20885-705b-70e3-b97a-a7d0cb324c23', proof: null }),
    ];
  });
  expect(answers[0]).toContain('no such request');
  expect(answers[1]).toContain('request-invalid');
  expect(answers[2]).toContain('key-not-found');
});

test('developer tools are off in a packaged app @root', async ({ launch }) => {
  const { app } = await launch({ env: { ELECTRON_FORCE_IS_PACKAGED: 'true' } });
  const tools = await app.evaluate(({ app: main, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    return { isPackaged: main.isPackaged, isOpen: contents?.isDevToolsOpened() };
  });
  expect(tools).toEqual({ isPackaged: true, isOpen: false });
});
