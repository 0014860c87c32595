import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { RELEASE_SETTINGS } from '../../scripts/package/release-settings.mjs';

// A release runs unattended and only once, so its possible errors are found here.

interface Step {
  if?: string;
  run?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}

interface Job {
  needs?: string;
  env?: Record<string, string>;
  steps: Step[];
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const release = load(read('.github/workflows/release.yml')) as {
  defaults?: { run?: { shell?: string } };
  jobs: Record<'check' | 'build' | 'publish', Job>;
};
const builder = load(read('electron-builder.yml')) as {
  mac: { x64ArchFiles: string };
  linux: { target: string[]; desktop: { entry: Record<string, string> } };
  appImage: { executableArgs: string[] };
  rpm: { fpm: string[] };
};

// What electron-builder itself uses, in the versions that it uses.
const builderRequire = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const libraryRequire = createRequire(builderRequire.resolve('app-builder-lib'));
const { minimatch } = createRequire(libraryRequire.resolve('@electron/universal'))('minimatch') as {
  minimatch: (path: string, pattern: string, options: object) => boolean;
};
const { default: AppImageTarget } = libraryRequire('./targets/appimage/AppImageTarget') as {
  default: new (
    name: string,
    packager: object,
    helper: object,
    folder: string,
  ) => { desktopEntry: { value: Promise<string> } };
};

const steps = release.jobs.build.steps;
const building = (system: string) =>
  steps.find(({ run }) => run?.includes(`electron-builder --${system}`));

describe('the release workflow', () => {
  test('runs every line in the same shell, on Windows as well', () => {
    expect(release.defaults?.run?.shell).toBe('bash');
  });

  test('looks for all it needs before anything is built', () => {
    const { needs } = release.jobs.build;
    expect(needs).toBe('check');
    const env = Object.assign({}, ...release.jobs.check.steps.map((step) => step.env)) as object;
    expect(Object.keys(env)).toEqual(expect.arrayContaining([...RELEASE_SETTINGS]));
  });

  test('signs the packages for Windows and macOS, each with its own certificate, or fails', () => {
    for (const [system, own, other] of [
      ['win', 'WINDOWS_CERTIFICATE', 'MAC_'],
      ['mac', 'MAC_CERTIFICATE', 'WINDOWS_'],
    ] as const) {
      const step = building(system);
      expect(step?.run).toContain('-c.forceCodeSigning=true');
      expect(step?.env?.['CSC_LINK']).toBe(`\${{ secrets.${own} }}`);
      expect(step?.env?.['CSC_KEY_PASSWORD']).toBe(`\${{ secrets.${own}_PASSWORD }}`);
      expect(JSON.stringify(step?.env)).not.toContain(other);
    }
    expect(JSON.stringify(building('linux')?.env ?? {})).not.toContain('CERTIFICATE');
  });

  test('gives the notary tool a file with the key', () => {
    const step = building('mac');
    expect(step?.env?.['APPLE_API_KEY']).toBeUndefined();
    expect(step?.run).toMatch(
      /> "\$RUNNER_TEMP\/notary\.p8"[^]*APPLE_API_KEY="\$RUNNER_TEMP\/notary\.p8" npx/,
    );
  });

  test('builds with the key that installed apps will check updates by', () => {
    expect(release.jobs.build.env?.['OWNCHAT_UPDATE_KEY']).toBe('${{ vars.OWNCHAT_UPDATE_KEY }}');
  });

  test('adds native modules in the version that the lock file has', () => {
    const added = steps.find(({ run }) => run?.includes('argon2-darwin'));
    expect(added?.run).toContain('@node-rs/argon2-darwin-x64@$VERSION');
    expect(added?.run).toContain('@node-rs/argon2-darwin-arm64@$VERSION');
  });

  test('ships the Debian package that was installed and tried out', () => {
    expect(builder.linux.target).not.toContain('deb');
    const tried = steps.findIndex(({ run }) => run?.includes('npm test -- package'));
    const packed = steps.findIndex((step) => step === building('linux'));
    expect(tried).toBeGreaterThan(-1);
    expect(tried).toBeLessThan(packed);
  });
});

describe('what is packed', () => {
  test('for Linux tells the desktop which windows belong to it', () => {
    const { desktopName } = JSON.parse(read('package.json')) as { desktopName: string };
    // Electron names its windows after it, on Wayland and, from 41.6 on, on X11.
    const name = desktopName.replace('.desktop', '');
    expect(name).toBe('ownchat-keys');
    expect(builder.linux.desktop.entry['StartupWMClass']).toBe(name);
    const installed = read(`packaging/linux/${desktopName}`);
    expect(installed).toMatch(new RegExp(`^StartupWMClass=${name}$`, 'm'));
  });

  test('as an AppImage is started in the sandbox', async () => {
    const packager = {
      config: builder,
      platformSpecificBuildOptions: builder.linux,
      appInfo: { buildVersion: '1.2.3' },
    };
    const helper = { computeDesktopEntry: (_options: object, command: string) => command };
    const target = new AppImageTarget('AppImage', packager, helper, '');
    expect(await target.desktopEntry.value).toBe('AppRun %U');
  });

  test('for macOS may hold the native module of both processors, as each of the two builds does', () => {
    const packed = (name: string) =>
      `Contents/Resources/app.asar.unpacked/node_modules/@node-rs/${name}/argon2.${name.slice(7)}.node`;
    for (const name of ['argon2-darwin-x64', 'argon2-darwin-arm64'])
      expect(minimatch(packed(name), builder.mac.x64ArchFiles, { matchBase: true })).toBe(true);
    // Other equal values are a mistake, and must be reported.
    const helper = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';
    expect(minimatch(helper, builder.mac.x64ArchFiles, { matchBase: true })).toBe(false);
  });
});
