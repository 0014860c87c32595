import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { app, safeStorage, session } from 'electron';
import { fill } from '../shared/fill';
import { commandLineWords as words } from '../shared/words/en/command-line';
import type { ReportOrder } from './command-line/command';
import { commandOf } from './command-line/command';
import { EXIT } from './command-line/exit-codes';
import { LOCK_REQUEST } from './command-line/second-start';
import { runReport } from './command-line/run-report';
import { forbidCoreDumps } from './core-dumps';
import { realFileSystem } from './disk/file-system';
import { keychainOf } from './keychain/safe-storage';
import { exportReport } from './reports/export-report';
import { readSettings } from './reports/report-settings';
import { rememberedOutside } from './settings/remembered-outside';
import { PreferencesStore } from './settings/preferences-store';
import { userName } from './user-name';
import { calibrate, measureArgon2id } from './vault/argon2id';
import { VaultSession } from './vault/session';
import { vaultPaths } from './vault/vault-paths';
import { lockDown } from './windows/lockdown';
import { REPORT_FONT_FACES } from './windows/report-fonts';
import { printReport } from './windows/report-printer';

// The composition root of a run without a window: makes the parts, hands each what it needs, and decides nothing else.

// Written at once: what waits in a stream is lost when the app ends.
const out = (line: string) => void writeSync(1, `${line}\n`);
const error = (line: string) => void writeSync(2, `${line}\n`);

/**
 * Does what the arguments ask for, and ends the app with its exit code.
 *
 * @param args one of ours among them
 */
export function runWithoutWindow(args: readonly string[]): void {
  const command = commandOf(args);
  if (command.kind === 'window') throw new Error('there is nothing to be done without a window');
  if (command.kind === 'help') {
    out(fill(words.help, { version: app.getVersion() }).trimEnd());
    app.exit(EXIT.done);
  } else if (command.kind === 'version') {
    out(app.getVersion());
    app.exit(EXIT.done);
  } else if (command.kind === 'wrong') {
    error(fill(words.wrong, { problem: command.problem }));
    app.exit(EXIT.wrongUsage);
  } else if (command.kind === 'lock') {
    // Whoever has the profile open is told by asking for it.
    const isRunning = !app.requestSingleInstanceLock(LOCK_REQUEST);
    if (!isRunning) error(words.notRunning);
    app.exit(isRunning ? EXIT.done : EXIT.notRunning);
  } else if (needsHeadlessStart()) app.exit(startHeadless(command.order));
  else if (!app.requestSingleInstanceLock({ isUnattended: true })) {
    error(words.inUse);
    app.exit(EXIT.inUse);
  } else {
    // Where it cannot be done, the report is still wanted; SECURITY.md says what holds then.
    void forbidCoreDumps();
    void makeReport(command.order);
  }
}

/** Chromium chooses its platform before our first line runs: without a display it would not come up. */
function needsHeadlessStart(): boolean {
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return (
    process.platform === 'linux' && !hasDisplay && !app.commandLine.hasSwitch('ozone-platform')
  );
}

/** Starts the app once more where it needs no display. @returns its exit code */
function startHeadless({ passphrase }: ReportOrder): number {
  const given = passphrase?.from === 'descriptor' ? passphrase.number : 0;
  const descriptors = Array.from({ length: Math.max(2, given) + 1 }, (_, number) =>
    number <= 2 || number === given ? 'inherit' : 'ignore',
  );
  const { status, signal } = spawnSync(
    process.execPath,
    ['--ozone-platform=headless', '--log-level=3', ...process.argv.slice(1)],
    { stdio: descriptors },
  );
  return status ?? (signal === null ? EXIT.unexpected : EXIT.interrupted);
}

async function makeReport(order: ReportOrder): Promise<void> {
  // Nothing is shown: no graphics processor is needed, and there may be none.
  app.disableHardwareAcceleration();
  // The window that prints is the only one; when it closes the work is not yet done.
  app.on('window-all-closed', () => undefined);
  const run = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => run.abort());
  try {
    await app.whenReady();
    app.dock?.hide();
    lockDown(app, session.defaultSession, null);
    app.exit(await runReport(order, run.signal, partsOf(app.getPath('userData'))));
  } catch (bug) {
    error(bug instanceof Error ? (bug.stack ?? bug.message) : typeof bug);
    app.exit(EXIT.unexpected);
  }
}

function partsOf(userData: string): Parameters<typeof runReport>[2] {
  const now = () => Date.now();
  const preferences = new PreferencesStore(userData);
  const vaultSession = new VaultSession({
    world: {
      fs: realFileSystem,
      paths: vaultPaths(join(userData, 'vault')),
      actor: userName(),
      now,
      onCommitted: () => undefined,
    },
    keychain: keychainOf(safeStorage),
    kdfCost: () => calibrate(measureArgon2id),
    // Nobody chooses a passphrase here.
    ratePassphrase: async () => ({ score: 0, isTooWeak: true }),
    ...rememberedOutside(preferences),
    onStateChanged: () => undefined,
    onReplaced: () => undefined,
  });
  return {
    session: vaultSession,
    export: async ({ request, path, force }, signal) => {
      const { vault } = vaultSession;
      if (!vault) return { ok: false, failure: { code: 'vault-locked' } };
      const context = {
        workspace: readSettings(vault).workspace,
        generatedBy: vault.actor,
        appVersion: app.getVersion(),
        now: now(),
      };
      const parts = { fs: realFileSystem, fontFaces: REPORT_FONT_FACES, print: printReport };
      const mode = force ? 'replace' : 'create';
      return exportReport(parts, vault, { request, context, path, mode, signal });
    },
    directory: process.cwd(),
    out,
    error,
  };
}
