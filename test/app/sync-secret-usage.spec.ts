import { hashSecret } from '../../electron/keys/secret';
import { expectNoViolations } from '../support/axe';
import { listKeys } from '../support/keys-in-page';
import { connectEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { keepOffTheWire, openKeys, openSync, test } from './sync-fixtures';

const HOUR_MS = 60 * 60_000;

test('while two secrets work, the details say when each was used, and that the old one is done', async ({
  launchUnlocked,
  endpointWith,
}) => {
  test.slow();
  const endpoint = await endpointWith();
  const {
    page,
    secrets: [old, oldOfBilling],
  } = await launchUnlocked({
    keys: [
      { name: 'Zoho', permissions: { Contacts: 'Read' } },
      { name: 'Billing', permissions: { Tags: 'Read' } },
    ],
  });
  const details = page.getByRole('complementary', { name: 'API key details' });
  const rotate = async (name: string): Promise<string> => {
    await page.getByRole('row', { name }).click();
    await details.getByRole('button', { name: 'Rotate…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    const fresh = page.getByRole('dialog', { name: 'New secret' });
    const secret = keepOffTheWire(
      await fresh.getByRole('textbox', { name: 'API key' }).inputValue(),
    );
    await fresh.getByRole('button', { name: 'Done' }).click();
    await expect(fresh).toHaveCount(0);
    await expect(details).toContainText('Two secrets work.');
    return secret;
  };
  const present = await rotate('Zoho');
  await rotate('Billing');
  const keys = await listKeys(page);
  const idOf = (name: string) => keys.find((key) => key.name === name)?.id ?? '';
  const ago = (hours: number) => Date.now() - hours * HOUR_MS;
  endpoint.recordUse(idOf('Zoho'), ago(5), hashSecret(old));
  endpoint.recordUse(idOf('Zoho'), ago(3), hashSecret(present));
  endpoint.recordUse(idOf('Billing'), ago(2), hashSecret(oldOfBilling));

  await openSync(page);
  await connectEndpoint(page, endpoint, PASSPHRASE);
  await openKeys(page);
  await page.getByRole('row', { name: 'Billing' }).click();
  await expect(details).toContainText('The new secret has not been used yet');
  await expect(details).not.toContainText('you can end the grace period');
  await page.getByRole('row', { name: 'Zoho' }).click();
  await expect(details).toContainText('New secret first used 3 hr ago.');
  await expect(details).toContainText('Old secret last used 5 hr ago.');
  await expect(details).toContainText('you can end the grace period');
  await expectNoViolations(page, 'use of two secrets');

  await details.getByRole('button', { name: 'End grace now' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End grace now' }).click();
  await expect(details).not.toContainText('Two secrets work.');
  await expect(details).not.toContainText('Old secret last used');
});
