import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures';

const MARK = 'ownchat-kept-by-a-script';

/**
 * The files of the profile that contain a text, in Chromium's encodings: one byte or two bytes for
 * each letter.
 */
async function filesWith(text: string, profile: string): Promise<string[]> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const bytes = await readFile(join(parentPath, name));
      const has = bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
      return has ? [name] : [];
    }),
  );
  return found.flat();
}

/**
 * Runs in the page: stores a text in each storage that Chromium has. @returns the storages that
 * accepted it
 */
async function storeEverywhere(text: string): Promise<string[]> {
  const ways: Record<string, () => unknown> = {
    localStorage: () => localStorage.setItem('kept', text),
    sessionStorage: () => sessionStorage.setItem('kept', text),
    cookie: () => {
      document.cookie = `kept=${text}; max-age=100000`;
      if (!document.cookie.includes(text)) throw new Error('not kept');
    },
    indexedDB: () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('kept', 1);
        opening.addEventListener('error', () => fail(new Error('not opened')));
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept'));
        opening.addEventListener('success', () => {
          const writing = opening.result.transaction('kept', 'readwrite');
          writing.objectStore('kept').put(text, 'kept');
          writing.addEventListener('complete', () => done());
          writing.addEventListener('error', () => fail(new Error('not written')));
        });
      }),
    caches: async () => (await caches.open('kept')).put('/kept', new Response(text)),
    'file of the origin': async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await folder.getFileHandle('kept', { create: true });
      const stream = await file.createWritable();
      await stream.write(text);
      await stream.close();
    },
    history: () => history.replaceState({ text }, ''),
    'compiled code of shaders': () => {
      const context = document.createElement('canvas').getContext('webgl');
      const shader = context?.createShader(context.VERTEX_SHADER);
      if (!context || !shader) throw new Error('no WebGL');
      context.shaderSource(shader, `// ${text}\nvoid main() { gl_Position = vec4(0.0); }`);
      context.compileShader(shader);
    },
  };
  const taken = await Promise.all(
    Object.entries(ways).map(async ([way, store]) => {
      try {
        await store();
        return [way];
      } catch {
        return [];
      }
    }),
  );
  // Chromium writes some of them with a delay.
  await new Promise((resolve) => {
    setTimeout(resolve, 2000);
  });
  return taken.flat();
}

test('nothing that a script of the page stores is in the profile or survives a restart', async ({
  launch,
  launchUnlocked,
  userData,
}) => {
  const { page, close } = await launchUnlocked({ mayComplain: true });
  const taken = await page.evaluate(storeEverywhere, MARK);
  expect(taken).toEqual(
    expect.arrayContaining(['localStorage', 'indexedDB', 'file of the origin']),
  );
  expect(await filesWith(MARK, userData)).toEqual([]);
  await close();
  expect(await filesWith(MARK, userData)).toEqual([]);
  const next = await launch();
  expect(await next.page.evaluate(() => localStorage.getItem('kept'))).toBeNull();
});
