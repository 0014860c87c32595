import { parentPort } from 'node:worker_threads';
import { loadGuesser } from './passphrase-guesser';

// Runs in a worker: rates one passphrase after another, in the order they come.
// What is sent meanwhile waits; when it cannot be loaded the worker ends with that error.
const rate = await loadGuesser();

parentPort?.on('message', (passphrase: string) => {
  // A port has no origin: the rule is about windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process has no origin
  parentPort?.postMessage(rate(passphrase));
});
