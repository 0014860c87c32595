import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

/** Names of the needles in a text. */
const namesIn = (text: string, needles: Readonly<Record<string, string>>): string[] =>
  Object.entries(needles).flatMap(([name, needle]) => (text.includes(needle) ? [name] : []));

/**
 * Which texts are reachable from the main process's code, according to V8. Freed memory that is not
 * reused yet does not count.
 *
 * @param folder for the heap snapshot, which is deleted afterwards
 */
export async function reachableInMain(
  app: ElectronApplication,
  folder: string,
  needles: Readonly<Record<string, string>>,
): Promise<string[]> {
  const file = join(folder, `${randomUUID()}.heapsnapshot`);
  await app.evaluate((_electron, path) => {
    process.getBuiltinModule('node:v8').writeHeapSnapshot(path);
  }, file);
  try {
    return namesIn(await readFile(file, 'utf8'), needles);
  } finally {
    await rm(file);
  }
}

/** The same for the page. */
export async function reachableInPage(
  page: Page,
  needles: Readonly<Record<string, string>>,
): Promise<string[]> {
  const debug = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  debug.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await debug.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await debug.detach();
  return namesIn(chunks.join(''), needles);
}
