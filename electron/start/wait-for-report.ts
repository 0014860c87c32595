import { writeSync } from 'node:fs';
import { app, dialog } from 'electron';
import type { RunningReport } from '../headless/running-report';
import { inBackground } from '../lib/in-background';
import { t } from '../lib/messages';

/** A shorter wait is not reported (ms). */
const PATIENCE_MS = 1000;

/**
 * Waits for a headless report on this profile, and tells the person so.
 *
 * @returns whether the report has ended; false when the person cancels
 */
export async function waitForReport(report: Pick<RunningReport, 'ended'>): Promise<boolean> {
  writeSync(2, `${t('main:headless.waitsForReport')}\n`);
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
  await app.whenReady();
  if (signal.aborted) return;
  await dialog.showMessageBox({
    type: 'info',
    title: t('windowTitle'),
    message: t('main:waitsForReport.title'),
    detail: t('main:waitsForReport.sentence'),
    buttons: [t('main:waitsForReport.stop')],
    noLink: true,
    signal,
  });
}
