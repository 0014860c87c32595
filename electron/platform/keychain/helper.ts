import { readSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { App, SafeStorage } from 'electron';
import type { HelperAnswer, HelperQuestion } from './helper-protocol';

// Electron before 45 has only a synchronous keychain call, which blocks the process. A second
// process of the app makes the call; the first one ends it on timeout.

type Synchronous = Partial<
  Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>
>;

/** Runs beside the blocked call: the starter keeps standard input open while it wants an answer. */
const END_WITH_STARTER = `
  const { readSync } = require('node:fs');
  while (readSync(0, Buffer.alloc(1)) > 0);
  process.kill(process.pid, 'SIGKILL');
`;

/** Answers one question and exits. Refuses on Electron versions with an asynchronous call. */
export function answerAsHelper(app: App, safeStorage: SafeStorage): void {
  app.disableHardwareAcceleration();
  const answered = app.whenReady().then(() => {
    let text: string | null = null;
    try {
      const question = JSON.parse(readLine()) as HelperQuestion;
      endWithStarter();
      if (!('encryptStringAsync' in safeStorage)) text = answer(question, safeStorage);
    } catch {
      // The keychain refuses, the bytes are not its own, or there was no question.
    }
    writeSync(1, JSON.stringify({ text } satisfies HelperAnswer));
    app.exit(0);
  });
  answered.catch(() => app.exit(1));
}

const endWithStarter = () => new Worker(END_WITH_STARTER, { eval: true });

function answer({ task, text }: HelperQuestion, safeStorage: Synchronous): string | null {
  if (safeStorage.isEncryptionAvailable?.() !== true) return null;
  return task === 'protect'
    ? (safeStorage.encryptString?.(text).toString('base64') ?? null)
    : (safeStorage.decryptString?.(Buffer.from(text, 'base64')) ?? null);
}

function readLine(): string {
  const bytes: number[] = [];
  const one = Buffer.alloc(1);
  while (readSync(0, one) > 0 && one[0] !== 10) bytes.push(one[0] ?? 0);
  return Buffer.from(bytes).toString();
}
