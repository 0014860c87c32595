import { writeSync } from 'node:fs';
import { app, dialog } from 'electron';
import { appWords } from '../../shared/words/en/app';
import { commandLineWords } from '../../shared/words/en/command-line';
import type { RunningReport } from '../headless/running-report';
import { inBackground } from '../lib/in-background';

/** A shorter wait is not reported (ms). */
const PATIENCE_MS = 1000;

/**
 * Waits for a headless report on this profile, and tells the person so.
 *
 * @returns whether the report has ended; false when the person cancels
 */
export async function waitForReport(report: Pick<RunningReport, 'ended'>): Promise<boolean> {
  writeSync(2, `${commandLineWords.waitsForReport}\n`);
  const told = new AbortController();
  const givenUp = new Promise<boolean>((giveUp) => {
    const timer = setTimeout(() => {
      const answered = tell(told.signal).then(() => giveUp(told.signal.aborted));
      inBackground('telling of a report', answered);
    }, PATIENCE_MS);
    told.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const hasEnded = await Promise.race([report.ended().then(() => true), givenUp]);
  told.abort();
  return hasEnded;
}

/** Settles when the person cancels, or when waiting has ended. */
async function tell(signal: AbortSignal): Promise<void> {
  const { title, sentence, stop } = appWords.waitsForReport;
  await app.whenReady();
  if (signal.aborted) return;
  await dialog.showMessageBox({
    type: 'info',
    title: appWords.windowTitle,
    message: title,
    detail: sentence,
    buttons: [stop],
    noLink: true,
    signal,
  });
}
