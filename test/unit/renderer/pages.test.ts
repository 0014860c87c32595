import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const page = (name: string): Promise<string> =>
  readFile(new URL(`../../../renderer/${name}.html`, import.meta.url), 'utf8');

it('the two first pages differ in their scripts alone', async () => {
  const usual = await page('index');
  const opening = await page('opening');
  expect(opening).toContain('./app/start/opening.tsx');
  const remark = /^.*As index\.html, but for its script.*\n/m;
  expect(
    opening.replace(remark, '').replace('./app/start/opening.tsx', './app/start/main.tsx'),
  ).toBe(usual);
});
