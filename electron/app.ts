import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import type { WithoutLock } from '../shared/app/app-command';
import { aboutApp } from './desktop/about-app';
import { appShell } from './desktop/app-shell';
import { systemKeychain } from './desktop/system-keychain';
import { appFeatures } from './features';
import { answerWith } from './ipc/answer-request';
import { afterConfirmation } from './ipc/confirmations';
import { isOwnMainFrame } from './ipc/sender';
import type { AnswerRequest } from './ipc/serve';
import { userName } from './lib/user-name';
import { vaultMarks } from './preferences/vault-marks';
import { afterOpening } from './start/after-opening';
import { forbidCoreDumps } from './start/core-dumps';
import type { FirstWindow } from './start/first-window';
import type { SecondStartHandler } from './start/second-start-handler';
import { secondStartHandler } from './start/second-start-handler';
import type { OpenRequest } from './start/open-request';
import { unlockAtStart } from './start/unlock-at-start';
import { requestGate } from './start/request-gate';
import { appSession } from './vault/session/app-session';

// The composition root: makes the shell, the vault and the features (`features.ts`), in the order
// in which they need each other. It contains no rules.

const here = dirname(fileURLToPath(import.meta.url));

/** How the app was started, and what it was asked to open. */
interface Start extends FirstWindow {
  isSafeStart: boolean;
  /** null when this start has the lock of the profile */
  withoutLock: WithoutLock | null;
  /** what this start was asked to open */
  open: OpenRequest[];
}

/** Makes the app around its window. Requests of the page are answered from then on. */
export function startApp(start: Start): SecondStartHandler & { answerRequest: AnswerRequest } {
  const around = appShell({
    ...start,
    userData: app.getPath('userData'),
    now: () => Date.now(),
  });
  const { window, lifecycle, preferences, desktop, ending, person } = around;

  const keychain = systemKeychain();
  const vaultParts = appSession({
    ...around,
    ratingWorker: join(here, 'rating-worker.js'),
    actor: userName(),
    keychain,
    marks: vaultMarks(preferences),
    showUnlocked: (isUnlocked) => desktop.setUnlocked(isUnlocked),
  });
  app.once('will-quit', () => keychain.stopWaiting());
  // Opening the vault brings secrets into memory, which must not be written to a core file.
  const mayOpen = forbidCoreDumps().then((error) => {
    if (error) console.error(`core dumps are left as they are: ${error.message}`);
  });
  const opening = unlockAtStart(vaultParts.session, lifecycle.firstUnlock, mayOpen);

  const about = () => aboutApp(start.isSafeStart, start.withoutLock);
  const features = appFeatures({ around, vaultParts, opening, about });
  lifecycle.follow(features.lockable, [
    ...features.hooks,
    around.clipboard,
    { onLocking: () => person.stop() },
  ]);
  window.watch({
    onNewPage: features.forgetPage,
    // Quitting cancels an export: its hidden print window would keep the app running.
    onClosed: features.cancelReport,
    quit: () => ending.quit(),
  });
  features.requests.add(start.open);

  afterOpening(opening, {
    watch: () => around.leaving.watch(),
    showMenu: () => desktop.showMenu(),
  });
  return {
    answerRequest: answerWith(
      afterConfirmation(features.handlers, features.questions, (asked) => person.ask(asked)),
      (sender) => isOwnMainFrame(sender, window.current()?.webContents.id ?? null, window.origin),
      requestGate(opening, mayOpen),
    ),
    ...secondStartHandler({
      ending,
      nextStart: around.nextStart,
      show: (open) => {
        features.requests.add(open);
        desktop.showWindow();
      },
      lock: () => lifecycle.lockInBackground(),
    }),
  };
}
