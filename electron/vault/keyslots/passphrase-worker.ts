import { parentPort } from 'node:worker_threads';
import { loadGuesser } from './passphrase-guesser';

// Runs in a worker: rates passphrases in order. Messages queue while the dictionaries load; if
// loading fails the worker ends with that error.
const rate = await loadGuesser();

parentPort?.on('message', (passphrase: string) => {
  // A port has no origin: the rule is about windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process has no origin
  parentPort?.postMessage(rate(passphrase));
});
