import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Checks all of axe's rules on the present page. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  // An element that is still fading in has less contrast.
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().length), { intervals: [50] })
    .toBe(0);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // Without this axe also describes every element that passes.
    .options({ resultTypes: ['violations'] })
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
  );
  expect(found).toEqual([]);
}
