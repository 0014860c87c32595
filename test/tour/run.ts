import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillVault } from '../demo/fill-vault';
import type { RunningApp } from '../support/app';
import { launchApp } from '../support/app';
import { CHEAP_COST } from '../support/cheap-cost';
import { APP_DIRECTORY } from '../support/electron';
import { runProgram } from '../support/run-program';
import { Camera } from './camera';
import { everyday } from './everyday';
import { firstRun } from './first-run';
import { lifeOfAKey } from './life-of-a-key';
import { keychain, otherPages } from './other-pages';
import { syncing } from './syncing';
import { trouble } from './trouble';

// `npm run tour -- [--output DIR] [--readme]`: walks through the real app in throw-away profiles and leaves
// numbered pictures of every screen and dialog, light and dark; `--readme` renews those that the README shows.

const PASSPHRASE = 'a throw-away passphrase';
const SIZE = { width: 1280, height: 800 };
const KEYS = 128;
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

await runProgram(async () => {
  const { values } = parseArgs({
    options: { output: { type: 'string' }, readme: { type: 'boolean', default: false } },
  });
  const output = resolve(values.output ?? join(APP_DIRECTORY, 'tour'));
  const profiles = await mkdtemp(join(tmpdir(), 'ownchat-keys-tour-'));
  try {
    for (const theme of THEMES) {
      const directory = join(output, theme);
      // Removes the pictures of an earlier tour.
      await rm(directory, { recursive: true, force: true });
      const camera = new Camera(directory);
      const complaints = await walk(theme, join(profiles, theme), camera);
      console.log(`${camera.count} pictures in ${relative(process.cwd(), directory) || '.'}`);
      for (const complaint of complaints) console.log(`  the page complained: ${complaint}`);
      if (values.readme) await renewReadme(theme, camera);
    }
  } finally {
    await rm(profiles, { recursive: true, force: true, maxRetries: 5 });
  }
  return 0;
});

/** @returns the errors that the page logged */
async function walk(theme: Theme, profiles: string, camera: Camera): Promise<string[]> {
  const complaints: string[] = [];
  const inApp = async (userData: string, visit: (running: RunningApp) => Promise<void>) => {
    const running = await launchApp({ userData, colorScheme: theme, size: SIZE });
    try {
      await visit(running);
    } finally {
      complaints.push(...running.complaints);
      await running.close();
    }
  };
  await inApp(join(profiles, 'new'), ({ page }) => firstRun(page, camera, PASSPHRASE));
  const full = join(profiles, 'full');
  const demo = { keys: KEYS, passphrase: PASSPHRASE, cost: CHEAP_COST };
  await fillVault(join(full, 'vault'), demo);
  await inApp(full, (running) => everyday(running, camera, PASSPHRASE));
  await inApp(full, (running) => lifeOfAKey(running, camera, PASSPHRASE));
  await inApp(full, (running) => otherPages(running, camera, PASSPHRASE));
  await inApp(full, (running) => syncing(running, camera, PASSPHRASE));
  await keychain({ userData: full, colorScheme: theme, size: SIZE }, camera, PASSPHRASE);
  await trouble({ userData: full, colorScheme: theme, size: SIZE }, camera, PASSPHRASE);
  return complaints;
}

async function renewReadme(theme: Theme, camera: Camera): Promise<void> {
  const directory = join(APP_DIRECTORY, 'docs', 'images');
  await mkdir(directory, { recursive: true });
  const name = theme === 'light' ? 'api-keys.png' : `api-keys-${theme}.png`;
  await copyFile(camera.pathOf('api-keys'), join(directory, name));
  console.log(`renewed docs/images/${name}`);
}
