import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures';

const SECRET = `ock_live_${'a1B2'.repeat(11)}zz`;

test('background failures and lost processes are logged without secrets', async ({
  launch,
  userData,
}) => {
  const { app, page } = await launch();
  await page.getByRole('heading', { name: 'Create your vault' }).waitFor();
  const logged = () => readFile(join(userData, 'logs', 'main.log'), 'utf8');
  await app.evaluate((_electron, secret) => {
    void Promise.reject(new Error(`cannot parse ${secret}`));
  }, SECRET);
  await expect.poll(logged).toContain('cannot parse ock_live_[removed]');
  const network = await app.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find(({ serviceName }) => serviceName?.includes('Network'))?.pid,
  );
  process.kill(network ?? 0, 'SIGKILL');
  await expect.poll(logged).toMatch(/a process is gone: Utility .*[Nn]etwork.*: killed/);
  expect(await logged()).not.toContain(SECRET.slice(0, 14));
});
