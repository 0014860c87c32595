import { spawnSync } from 'node:child_process';
import { fstatSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { Failure } from '../../shared/lib/failure';
import { whyNoLock, withoutLockLine } from '../desktop/about-app';
import { systemKeychain } from '../desktop/system-keychain';
import type { ReportOrder } from './command';
import { commandOf } from './command';
import { EXIT } from './exit-codes';
import { MAX_HANDED_OVER } from '../start/second-start-message';
import { RunningReport } from './running-report';
import type { ProfileLock } from '../start/profile-lock';
import { takeLock } from '../start/profile-lock';
import type { SecondStart } from '../start/second-start';
import { LOCK_REQUEST } from '../start/second-start';
import { passphraseLine, runReport } from './run-report';
import { STANDARD_OUTPUT } from './standard-output';
import { inBackground } from '../lib/in-background';
import { forbidCoreDumps } from '../start/core-dumps';
import { failureReason, reasonInWords } from '../lib/failure-line';
import { realFileSystem, systemErrorCode } from '../platform/disk/file-system';
import { redact } from '../lib/redact';
import { exportReport } from '../reports/export/export-report';
import { readSettings } from '../reports/report-settings';
import { rulesOf } from '../rules/stored-rules';
import { vaultMarks } from '../preferences/vault-marks';
import { PreferencesStore } from '../preferences/preferences-store';
import { ENDING_SIGNALS, endOnSignals } from '../start/signals';
import { countUnsent } from '../sync/count-unsent';
import { userName } from '../lib/user-name';
import { calibrate, measureArgon2id } from '../vault/crypto/argon2id';
import { VaultSession } from '../vault/session/vault-session';
import { vaultPaths } from '../vault/format/vault-paths';
import { lockDown } from '../platform/windows/lockdown';
import { printReport } from '../platform/windows/report-printer';
import { t } from '../lib/messages';

// The composition root of a headless run: creates the parts and connects them.

/** Synchronous, because buffered output is lost when the app ends. A closed reader is ignored. */
function writeLine(descriptor: number, line: string): void {
  try {
    writeSync(descriptor, `${line}\n`);
  } catch (cause) {
    if (systemErrorCode(cause) !== 'EPIPE') throw cause;
  }
}
const out = (line: string) => writeLine(1, line);
const error = (line: string) => writeLine(2, line);

/** Settles when the reader has accepted the piece. */
function writeOut(piece: string | Uint8Array): Promise<void> {
  return new Promise((done, refuse) => {
    // The callback gets the error too.
    process.stdout.removeAllListeners('error').on('error', () => undefined);
    process.stdout.write(piece, (cause) => (cause ? refuse(cause) : done()));
  });
}

/** Passes the starter's process id to the restarted app that needs no display. */
const STARTED_BY = 'OWNCHAT_KEYS_STARTED_BY';
const LOOK_MS = 100;

/**
 * Runs the command of the arguments and ends the app with its exit code.
 *
 * @param args with at least one of our options
 */
export function runHeadless(args: readonly string[]): void {
  const command = commandOf(args);
  if (command.kind === 'window') throw new Error('there is nothing to be done without a window');
  if (command.kind === 'help') {
    out(t('main:headless.help', { version: app.getVersion() }).trimEnd());
    app.exit(EXIT.done);
  } else if (command.kind === 'version') {
    out(app.getVersion());
    app.exit(EXIT.done);
  } else if (command.kind === 'wrong') {
    error(t('main:headless.wrong', { problem: command.problem }));
    app.exit(EXIT.wrongUsage);
  } else if (command.kind === 'lock') app.exit(lockRunning());
  else if (needsHeadlessStart()) app.exit(startHeadless(command.order));
  else {
    const lock = lockFor({ isUnattended: true });
    // Even without a lock, the marker file shows a running report.
    if (lock.kind === 'held' || (lock.kind === 'none' && runningReport().isThere)) {
      error(t('main:headless.inUse'));
      app.exit(EXIT.inUse);
    } else {
      if (lock.kind === 'none') error(withoutLockLine(lock));
      runningReport().begin();
      inBackground('a report', makeReport(command.order));
    }
  }
}

/** Ends a start with switches that the installed app refuses. */
export function refuseSwitches(names: readonly string[]): void {
  error(t('main:headless.refused', { switches: names.map((name) => `--${name}`).join(' ') }));
  app.exit(EXIT.wrongUsage);
}

/** Ends a start whose arguments are too long to pass to a running app. @param bytes their length */
export function refuseLength(bytes: number): void {
  error(t('main:headless.tooLong', { bytes, most: MAX_HANDED_OVER }));
  app.exit(EXIT.wrongUsage);
}

const lockFor = (request: SecondStart | { isUnattended: true }): ProfileLock =>
  takeLock(app.getPath('userData'), () => app.requestSingleInstanceLock(request));

/** Asks the app that uses the profile to lock its vault. @returns the exit code */
function lockRunning(): number {
  // Requesting the lock shows whether another instance holds it.
  const lock = lockFor(LOCK_REQUEST);
  if (lock.kind !== 'ours' && runningReport().isThere) {
    error(t('main:headless.reportLocks'));
    return EXIT.inUse;
  }
  if (lock.kind === 'held') return EXIT.done;
  const isFree = lock.kind === 'ours';
  error(
    isFree
      ? t('main:headless.notRunning')
      : t('main:headless.cannotLock', { why: whyNoLock(lock) }),
  );
  return isFree ? EXIT.notRunning : EXIT.noLock;
}

const runningReport = () => new RunningReport(app.getPath('userData'));

/** Chromium chooses its platform before our first line runs, and would fail without a display. */
function needsHeadlessStart(): boolean {
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return (
    process.platform === 'linux' && !hasDisplay && !app.commandLine.hasSwitch('ozone-platform')
  );
}

/** Restarts the app without a display. @returns its exit code */
function startHeadless({ passphrase }: ReportOrder): number {
  const given = passphrase?.from === 'descriptor' ? passphrase.number : 0;
  if (passphrase?.from === 'descriptor' && !isOpen(given)) {
    error(passphraseLine(passphrase, 'not-readable'));
    return EXIT.notUnlocked;
  }
  const descriptors = Array.from({ length: Math.max(2, given) + 1 }, (_, number) =>
    number <= 2 || number === given ? 'inherit' : 'ignore',
  );
  // During `spawnSync` listeners do not run, including those of packages. Without listeners the
  // signal ends this process.
  for (const signal of ENDING_SIGNALS) process.removeAllListeners(signal);
  const {
    status,
    signal,
    error: failed,
  } = spawnSync(
    process.execPath,
    ['--ozone-platform=headless', '--log-level=3', ...process.argv.slice(1)],
    { stdio: descriptors, env: { ...process.env, [STARTED_BY]: String(process.pid) } },
  );
  if (status !== null) return status;
  if (ENDING_SIGNALS.some((asked) => asked === signal)) return EXIT.interrupted;
  error(t('main:headless.endedBySignal', { signal: signal ?? String(failed?.message) }));
  return EXIT.unexpected;
}

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

/** A starter in `spawnSync` cannot forward signals: its end is the signal. */
function whenStarterEnds(giveUp: () => void): void {
  const starter = process.env[STARTED_BY];
  if (starter === undefined) return;
  setInterval(() => {
    if (process.ppid !== Number(starter)) giveUp();
  }, LOOK_MS).unref();
}

async function makeReport(order: ReportOrder): Promise<void> {
  // Electron's default is a modal box, with the vault still open.
  process.on('uncaughtException', endUnexpectedly);
  process.on('unhandledRejection', endUnexpectedly);
  // Nothing is drawn, so no GPU is needed.
  app.disableHardwareAcceleration();
  // The printing window is the only one; the report continues after it closes.
  app.on('window-all-closed', () => undefined);
  const run = new AbortController();
  // A second signal ends the process at once.
  const giveUp = () => (run.signal.aborted ? end(EXIT.interrupted) : run.abort());
  endOnSignals(giveUp);
  whenStarterEnds(giveUp);
  try {
    await app.whenReady();
    // Electron has installed its own listeners meanwhile, which would end the app with exit code 0.
    endOnSignals(giveUp);
    app.dock?.hide();
    lockDown(app, session.defaultSession, null);
    // If this fails the report is made anyway; SECURITY.md describes the consequence.
    await forbidCoreDumps();
    end(await runReport(order, run.signal, partsOf(app.getPath('userData'), run.signal)));
  } catch (bug) {
    endUnexpectedly(bug);
  }
}

function endUnexpectedly(bug: unknown): void {
  error(redact(bug instanceof Error ? (bug.stack ?? bug.message) : typeof bug));
  end(EXIT.unexpected);
}

const reasonOf = (failure: Failure): string =>
  failure.code === 'write-failed'
    ? `${failure.path}: ${reasonInWords(failure.reason)}`
    : failureReason(failure);

function end(code: number): void {
  runningReport().end();
  app.exit(code);
}

/** @param ended aborts waiting for the keychain */
function partsOf(userData: string, ended: AbortSignal): Parameters<typeof runReport>[2] {
  const keychain = systemKeychain();
  ended.addEventListener('abort', () => keychain.stopWaiting());
  const now = () => Date.now();
  const preferences = new PreferencesStore(userData);
  const vaultSession = new VaultSession({
    environment: {
      fs: realFileSystem,
      paths: vaultPaths(join(userData, 'vault')),
      actor: userName(),
      origin: 'command line',
      now,
      onCommitted: () => undefined,
      onSnapshot: (written) => {
        if (!written.ok)
          error(t('main:headless.notBackedUp', { reason: reasonOf(written.failure) }));
      },
    },
    keychain,
    kdfCost: () => calibrate(measureArgon2id),
    // No passphrase is set in a headless run.
    ratePassphrase: async () => ({ score: 0, isTooWeak: true }),
    ...vaultMarks(preferences),
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
        unsent: countUnsent(vault),
        rules: rulesOf(vault),
      };
      const parts = {
        fs: realFileSystem,
        fontFaces: async () => (await import('../platform/windows/report-fonts')).REPORT_FONT_FACES,
        print: printReport,
      };
      const mode = force ? 'replace' : 'create';
      const to = path === STANDARD_OUTPUT ? { to: writeOut } : {};
      return exportReport(parts, vault, { request, context, path, mode, ...to, signal });
    },
    directory: process.cwd(),
    out,
    error,
  };
}
