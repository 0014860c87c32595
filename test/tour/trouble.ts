import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import type { LaunchOptions } from '../support/app';
import { launchApp } from '../support/app';
import { unlock } from '../support/main-job';
import type { Camera } from './camera';

/**
 * The screens for a vault that a crash or a disk has damaged. The profile is unusable afterwards.
 */
export async function trouble(
  options: LaunchOptions,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  const { vault, activity } = vaultPaths(join(options.userData, 'vault'));
  await appendFile(activity, '{"sequence":');
  await shootUnlocked(options, camera, passphrase, 'unfinished-entry');
  await rename(activity, `${activity}.away`);
  await shootUnlocked(options, camera, passphrase, 'open-for-reading-only');
  const text = await readFile(vault, 'utf8');
  await writeFile(vault, text.slice(0, text.length / 2));
  const { page, close } = await launchApp(options);
  await page.getByRole('heading', { name: 'Your vault cannot be opened' }).waitFor();
  await camera.shoot(page, 'damaged-vault');
  await close();
}

async function shootUnlocked(
  options: LaunchOptions,
  camera: Camera,
  passphrase: string,
  name: string,
): Promise<void> {
  const { page, close } = await launchApp(options);
  await unlock(page, passphrase);
  await camera.shoot(page, name);
  await close();
}
