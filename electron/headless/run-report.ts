import { resolve } from 'node:path';
import type { UnlockMethod } from '../../shared/contract/unlock-methods';
import type { ExportedReport } from '../../shared/reports/report';
import type { Result } from '../../shared/lib/result';
import type { VaultState } from '../../shared/vault/vault-state';
import type { PassphraseSource, ReportOrder } from './command';
import { EXIT, exitCodeOf } from './exit-codes';
import { failureLine } from '../lib/failure-line';
import type { PassphraseProblem } from './passphrase-input';
import { readPassphrase } from './passphrase-input';
import { STANDARD_OUTPUT } from './standard-output';
import { t } from '../lib/messages';

/** The dependencies of an unattended report. */
export interface RunParts {
  session: {
    state(): Promise<VaultState>;
    unlock(method: UnlockMethod): Promise<Result<void>>;
    lock(): Promise<void>;
  };
  /** makes the report; the vault is unlocked */
  export(
    order: ReportOrder & { path: string },
    signal: AbortSignal,
  ): Promise<Result<ExportedReport>>;
  /** base directory of a relative output file */
  directory: string;
  out: (line: string) => void;
  error: (line: string) => void;
}

/**
 * Unlocks the vault, makes one report and locks the vault again.
 *
 * @returns the exit code; the reason for a code other than 0 goes to `error`
 */
export async function runReport(
  order: ReportOrder,
  signal: AbortSignal,
  parts: RunParts,
): Promise<number> {
  const { session, error } = parts;
  const state = await session.state();
  if (state.kind === 'absent' || state.kind === 'damaged') {
    error(failureLine(state.kind === 'absent' ? { code: 'vault-absent' } : state.failure));
    return EXIT.noVault;
  }
  const method = await unlockMethod(order, state, signal);
  if (signal.aborted) {
    error(failureLine({ code: 'report-cancelled' }));
    return EXIT.interrupted;
  }
  if (typeof method === 'string') {
    error(method);
    return EXIT.notUnlocked;
  }
  const unlocked = await session.unlock(method);
  if (!unlocked.ok) {
    error(failureLine(unlocked.failure));
    return exitCodeOf(unlocked.failure.code);
  }
  try {
    const isGiven = order.output === STANDARD_OUTPUT;
    const path = isGiven ? STANDARD_OUTPUT : resolve(parts.directory, order.output);
    const exported = await parts.export({ ...order, path }, signal);
    if (!exported.ok) {
      error(failureLine(exported.failure));
      if (exported.failure.code === 'report-exists') error(t('main:headless.useForce'));
      return exitCodeOf(exported.failure.code);
    }
    const { count, dataSha256, isRecorded } = exported.value;
    if (!isRecorded) error(t('main:headless.notRecorded'));
    // Standard output carries the report, so messages go to standard error.
    if (isGiven) error(t('main:headless.given', { count, dataSha256 }));
    else parts.out(t('main:headless.written', { path, count, dataSha256 }));
    return EXIT.done;
  } finally {
    await session.lock();
  }
}

/** @returns the problem as a text when there is none */
async function unlockMethod(
  order: ReportOrder,
  state: VaultState,
  signal: AbortSignal,
): Promise<UnlockMethod | string> {
  if (order.passphrase === null) {
    const hasKeychain = state.kind === 'locked' && state.hasKeychainSlot;
    return hasKeychain ? { method: 'keychain' } : t('main:headless.problems.noPassphrase');
  }
  const read = await readPassphrase(order.passphrase, signal);
  if ('problem' in read) return passphraseLine(order.passphrase, read.problem);
  return { method: 'passphrase', passphrase: read.passphrase };
}

/** The message for a missing or invalid passphrase. */
export function passphraseLine(from: PassphraseSource, problem: PassphraseProblem): string {
  const source = from.from === 'file' ? from.path : String(from.number);
  return t(`main:headless.passphraseProblems.${problem}`, { source });
}
