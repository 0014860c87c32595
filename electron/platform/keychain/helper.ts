import { readSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { App, SafeStorage } from 'electron';
import type { HelperAnswer, HelperQuestion } from './helper-protocol';

// Electron before 45 asks the keychain in a call that stops the process until there is an answer. So a second process of
// the app makes the call, which the first one ends when it has waited for long enough.

type Synchronous = Partial<
  Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>
>;

/** Runs beside the call: whoever asked holds our standard input open for as long as the answer is wanted. */
const END_WITH_STARTER = `
  const { readSync } = require('node:fs');
  while (readSync(0, Buffer.alloc(1)) > 0);
  process.kill(process.pid, 'SIGKILL');
`;

/** Answers one question, and ends. Refuses where the app could ask without stopping. */
export function answerAsHelper(app: App, safeStorage: SafeStorage): void {
  app.disableHardwareAcceleration();
  const answered = app.whenReady().then(() => {
    let text: string | null = null;
    try {
      const question = JSON.parse(readLine()) as HelperQuestion;
      endWithStarter();
      if (!('encryptStringAsync' in safeStorage)) text = answer(question, safeStorage);
    } catch {
      // The keychain refuses, what was protected is not its own, or nobody has asked anything.
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
