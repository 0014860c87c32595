import type { Page } from '@playwright/test';

// Uses Chromium's own input: the page gets files of the disk, as from a file manager.

/** @param paths absolute */
async function dragTo(
  page: Page,
  paths: readonly string[],
  types: readonly ('dragEnter' | 'dragOver' | 'drop')[],
) {
  const session = await page.context().newCDPSession(page);
  for (const type of types) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 300,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}

/** Drags files over the window without dropping them. */
export const holdFiles = (page: Page, ...paths: string[]): Promise<void> =>
  dragTo(page, paths, ['dragEnter', 'dragOver']);

/** Drops files of the disk on the window. */
export const dropFiles = (page: Page, ...paths: string[]): Promise<void> =>
  dragTo(page, paths, ['dragEnter', 'dragOver', 'drop']);
