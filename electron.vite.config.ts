import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { licencesModule } from './scripts/package/licences.mjs';

// The code runs on the current Electron and on the one of the registry runtime (see docs/adr/0012-two-electrons.md).
const OLDEST_NODE = 'node20.18';
const OLDEST_CHROMIUM = 'chrome130';

const noSchemas = fileURLToPath(new URL('electron/preferences/no-schemas.ts', import.meta.url));

/**
 * Writes code in ASCII. For one ellipsis among its words V8 would keep a file in two bytes a character, which takes the
 * page megabytes.
 */
const inAscii: Plugin = {
  name: 'in-ascii',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      if (NOT_TO_ESCAPE.test(file.code)) this.error(`${file.fileName} would change its meaning`);
      file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};

/** A character after a backslash, or in a raw string, where an escape would have another meaning. */
const NOT_TO_ESCAPE = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/;

/** One UTF-16 code unit as strings, templates and regular expressions may have it. */
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

export default defineConfig({
  main: {
    resolve: {
      // electron-store can check its file against JSON schemas. This app gives it none, and the
      // validator would be a third of all code that is compiled before the window opens.
      alias: [
        ...['ajv/dist/2020.js', 'ajv-formats'].map((find) => ({ find, replacement: noSchemas })),
        // fflate's build for Node also has workers. For them it defines a `require`, and electron-vite defines another.
        { find: /^fflate$/, replacement: 'fflate/browser' },
      ],
    },
    plugins: [licencesModule(import.meta.dirname), inAscii],
    // Only the release workflow has the key: see CONTRIBUTING.md.
    define: { __OWNCHAT_UPDATE_KEY__: JSON.stringify(process.env['OWNCHAT_UPDATE_KEY'] ?? '') },
    build: {
      target: OLDEST_NODE,
      outDir: 'out/main',
      // Bundled dependencies start 50 ms faster; the native one must stay a package of its own.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          'rating-worker': 'electron/vault/keyslots/passphrase-worker.ts',
        },
        external: ['@node-rs/argon2'],
        // Beside the first file: what is found by its own place is found from there.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
      minify: true,
    },
  },
  preload: {
    build: {
      target: OLDEST_NODE,
      outDir: 'out/preload',
      externalizeDeps: false,
      // Sandboxed preload scripts are CommonJS.
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
      minify: true,
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), inAscii],
    build: {
      target: OLDEST_CHROMIUM,
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // Absolute, because building and serving resolve a relative path from different folders.
      rollupOptions: {
        input: fileURLToPath(new URL('renderer/index.html', import.meta.url)),
        // Without this group, Rolldown splits the initial code into 26 files, by the chunks that share it.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
