import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';

const WORKFLOWS = new URL('../../.github/workflows/', import.meta.url);

test('workflows name each action by its commit: a tag can be moved to other code', async () => {
  const names = await readdir(WORKFLOWS);
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, WORKFLOWS), 'utf8')));
  const used = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action = '']) => action),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(
    used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
  ).toEqual([]);
});
