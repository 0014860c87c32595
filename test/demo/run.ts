import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import {
  APP_DIRECTORY,
  appEnvironment,
  electronExecutable,
  sandboxSwitches,
} from '../support/electron';
import { UsageError, runProgram } from '../support/run-program';
import { wholeNumber } from '../support/parse-whole-number';
import { fillVault } from './fill-vault';

// `npm run demo -- [--keys N] [--user-data-dir DIR] [--fill-only]`: a profile full of realistic
// keys, and the app on it. The profile stays until the person deletes it; a profile with a vault is
// refused.

const PASSPHRASE = 'demo demo demo';

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      keys: { type: 'string', default: '128' },
      'user-data-dir': { type: 'string' },
      'fill-only': { type: 'boolean', default: false },
    },
  });
  const keys = wholeNumber('--keys', values.keys, { least: 0, most: 200_000 });
  const given = values['user-data-dir'];
  const profile = given ? resolve(given) : await mkdtemp(join(tmpdir(), 'ownchat-keys-demo-'));
  await fill(profile, keys);
  return values['fill-only'] ? 0 : runApp(profile);
});

async function fill(profile: string, keys: number): Promise<void> {
  const directory = join(profile, 'vault');
  const { vault, activity } = vaultPaths(directory);
  if (existsSync(vault) || existsSync(activity)) {
    throw new UsageError(
      `There is a vault in ${profile} already. Choose a new folder for the demo.`,
    );
  }
  const start = performance.now();
  await fillVault(directory, { keys, passphrase: PASSPHRASE });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Filled a vault with ${keys.toLocaleString('en-GB')} keys in ${seconds} s.`);
  console.log(`  Profile     ${profile}`);
  console.log(`  Passphrase  ${PASSPHRASE}`);
  console.log(`  Again       npm start -- --user-data-dir=${profile}`);
  console.log('  Delete the folder when you no longer need it.');
}

/** @returns the app's exit code */
function runApp(profile: string): Promise<number> {
  const args = [...sandboxSwitches(), APP_DIRECTORY, `--user-data-dir=${profile}`, '--log-level=3'];
  const app = spawn(electronExecutable(), args, { env: appEnvironment(), stdio: 'inherit' });
  const ask = () => void app.kill('SIGTERM');
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  return new Promise((done, fail) => {
    app.once('error', fail);
    app.once('exit', (code) => done(code ?? 1));
  });
}
