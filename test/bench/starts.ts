import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDemoKeys } from '../demo/fill-vault';
import { APP_DIRECTORY } from '../support/electron';
import { expectOk } from '../support/expect-ok';
import type { SecretService } from '../support/secret-service';
import type { Start } from './painted';
import { A_ROW, THE_LOCK, paintedScript, startPainted } from './painted';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';

export const KEYS = 10_000;

/**
 * For every compared start. Without a graphics card Chromium first tries several GPU processes,
 * which would be part of each time, and would make the ratios look better than they are.
 */
export const WITHOUT_GPU = ['--disable-gpu'];

const EMPTY_APP = fileURLToPath(new URL('empty-app', import.meta.url));

/** The floor of all others. */
export const emptyStart = (profiles: Profiles): Start => ({
  app: EMPTY_APP,
  userData: profiles.path('empty'),
  pageScript: paintedScript('#shown'),
  args: WITHOUT_GPU,
});

/** A profile whose vault the session's keychain opens: made by the app itself, then filled. */
export async function keychainStart(userData: string, service: SecretService): Promise<Start> {
  const start = {
    app: APP_DIRECTORY,
    userData,
    keychain: true,
    env: service.env,
    args: WITHOUT_GPU,
  };
  const { app } = await startPainted({ ...start, pageScript: paintedScript(THE_LOCK) });
  try {
    const ask = async (name: string, input: unknown) =>
      JSON.parse(
        await app.evaluate<string>(`ownchat.request('${name}', ${JSON.stringify(input)})`),
      );
    const created = await ask('vault:create', { passphrase: PASSPHRASE, useKeychain: true });
    const { recoveryCode } = expectOk<{ recoveryCode: string }>(created);
    expectOk(await ask('vault:confirm-recovery-code', undefined));
    await app.quit();
    await addDemoKeys(join(userData, 'vault'), recoveryCode, { keys: KEYS });
  } finally {
    await app.kill();
  }
  return { ...start, pageScript: paintedScript(A_ROW) };
}
