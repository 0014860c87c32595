import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { ensurePackages, packagesMatch } from '../../scripts/bootstrap/packages.mjs';

const directory = mkdtempSync(path.join(tmpdir(), 'packages-test-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

it('installs what development needs, also where npm is set up for production', async () => {
  const put = (file: string, content: object) =>
    writeFileSync(path.join(directory, file), JSON.stringify(content));
  const root = { name: 'app', version: '1.0.0', devDependencies: { tool: 'file:tool' } };
  mkdirSync(path.join(directory, 'tool'));
  put('tool/package.json', { name: 'tool', version: '1.0.0' });
  put('package.json', root);
  put('package-lock.json', {
    ...root,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': root,
      'node_modules/tool': { resolved: 'tool', link: true },
      tool: { version: '1.0.0', dev: true },
    },
  });
  vi.stubEnv('NODE_ENV', 'production');
  vi.stubEnv('npm_config_omit', 'dev optional');
  await ensurePackages(directory);
  expect(await packagesMatch(directory)).toBe(true);
});
