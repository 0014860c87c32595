import type { Page } from '@playwright/test';

/** Two keys that break no rule. */
export const RULED_KEYS = [
  { name: 'prod-zoho', integration: 'Zoho', permissions: { Contacts: 'Read' } },
  { name: 'prod-sap', integration: 'SAP', permissions: { Tags: 'Read' } },
] as const;

/** Opens the rules of the Security check. */
export async function openRules(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Security check' }).click();
  await page.getByRole('tab', { name: 'Rules' }).click();
}
