import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { APP_DIRECTORY } from '../support/electron';
import type { Figure } from './figure';

const PAGE = join(APP_DIRECTORY, 'out/renderer');

/**
 * Kilobytes of JavaScript, gzip, that are loaded before the first picture: the scripts that the
 * page names.
 */
export async function firstScriptSize(): Promise<number> {
  const html = await readFile(join(PAGE, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path]) => path);
  let bytes = 0;
  for (const path of scripts) bytes += gzipSync(await readFile(join(PAGE, path ?? ''))).length;
  return bytes / 1000;
}

/** The size of the first script as a figure with its aim. */
export async function measurePageSize(): Promise<Figure[]> {
  return [
    {
      group: 'The page',
      name: 'JavaScript before the first picture, gzip',
      unit: 'kB',
      samples: [await firstScriptSize()],
      aim: { of: 'value', atMost: 200 },
    },
  ];
}
