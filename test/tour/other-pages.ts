import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LaunchOptions, RunningApp } from '../support/app';
import { launchApp } from '../support/app';
import { chooseFromMenu } from '../support/app-menu';
import { chooseFolder } from '../support/file-dialogs';
import { unlock } from '../support/main-job';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import type { Camera } from './camera';

/** Reports, backups, an import, the dialogs of the preferences, and About. */
export async function otherPages(
  { app, page }: RunningApp,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  await unlock(page, passphrase);
  await reports(page, camera);
  await page.getByRole('link', { name: 'Backups' }).click();
  await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
  await camera.shoot(page, 'backups');
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog', { name: 'Export API keys' }).waitFor();
  await camera.shoot(page, 'export-api-keys');
  await closeDialog(page);
  await importKeys({ app, page }, camera);
  await page.getByRole('link', { name: 'Preferences' }).click();
  await shootDialog(page, camera, 'Change passphrase', 'change-passphrase');
  await shootDialog(page, camera, 'New recovery code', 'new-recovery-code');
  await shootDialog(page, camera, 'Change data key', 'change-data-key');
  await chooseFromMenu(app, 'About Ownchat Keys');
  await page.getByRole('dialog', { name: 'About Ownchat Keys' }).waitFor();
  await camera.shoot(page, 'about');
  await closeDialog(page);
}

async function reports(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Reports' }).click();
  for (const kind of ['Inventory', 'Access review', 'Risk', 'Activity', 'Lifecycle']) {
    await page.getByRole('radio', { name: kind }).check();
    await page.locator('section[aria-busy=false]').waitFor();
    await camera.shoot(page, `report-${kind.toLowerCase().replaceAll(' ', '-')}`);
  }
  await page.getByRole('button', { name: 'Save these settings…' }).click();
  await page.getByRole('dialog').waitFor();
  await camera.shoot(page, 'report-save-settings');
  await closeDialog(page);
}

async function importKeys(
  { app, page }: Pick<RunningApp, 'app' | 'page'>,
  camera: Camera,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ownchat-keys-import-'));
  try {
    const path = join(folder, 'keys.csv');
    const rows = ['Name,Scopes', 'Warehouse sync,tickets:read', 'Loyalty app,contacts:write', ',x'];
    await writeFile(path, rows.join('\n'));
    await chooseFolder(app, path);
    await page.getByRole('button', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import API keys' });
    await dialog.getByRole('button', { name: 'Check the rows' }).waitFor();
    await camera.shoot(page, 'import-columns');
    await dialog.getByRole('button', { name: 'Check the rows' }).click();
    await dialog.getByText('2 to add').waitFor();
    await camera.shoot(page, 'import-rows');
    await closeDialog(page);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The keychain is a real one without keys. Where none can run, its pictures are left out. */
export async function keychain(
  options: LaunchOptions,
  camera: Camera,
  passphrase: string,
): Promise<void> {
  const reason = whyNoSecretService();
  if (reason !== null) {
    console.log(`no pictures of the keychain: ${reason}`);
    return;
  }
  const service = await startSecretService();
  try {
    const { page, close } = await launchApp({ ...options, keychain: true, env: service.env });
    await unlock(page, passphrase);
    await page.getByRole('link', { name: 'Preferences' }).click();
    await shootDialog(page, camera, 'Turn on', 'turn-on-keychain-unlock');
    await close();
  } finally {
    await service.stop();
  }
}

/** Opens a dialog of the security settings by its button, and closes it again. */
async function shootDialog(
  page: Page,
  camera: Camera,
  button: string,
  picture: string,
): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${button}.*…$`) }).click();
  await page.getByRole('dialog').waitFor();
  await camera.shoot(page, picture);
  await closeDialog(page);
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
