import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { keepFound } from './corpus';
import type { FuzzTarget } from './target';
import type { WorkDone } from './worker';

/** The input of the worker. */
export interface Work {
  name: string;
  seed: number;
  /** milliseconds since the epoch */
  until: number;
  /** written by `noteInput`: number, length and bytes of the present input */
  shared: SharedArrayBuffer;
}

const HEAD_BYTES = 8;
const MAX_BYTES = 64 * 1024;
/**
 * Instrumented code has a work limit (`blocks.ts`); only other code, such as a regular expression,
 * could take this long.
 */
const HANGS_AFTER_MS = 30_000;

/** Shares the present input with the watching thread. */
export function noteInput(shared: SharedArrayBuffer, input: Buffer): void {
  const head = new Int32Array(shared, 0, 2);
  new Uint8Array(shared, HEAD_BYTES).set(input.subarray(0, MAX_BYTES));
  Atomics.store(head, 1, Math.min(input.length, MAX_BYTES));
  Atomics.add(head, 0, 1);
}

/** Fuzzes in a worker thread. @returns the exit code */
export async function fuzzInWorker(
  target: FuzzTarget,
  seed: number,
  minutes: number,
): Promise<number> {
  const shared = new SharedArrayBuffer(HEAD_BYTES + MAX_BYTES);
  const until = Date.now() + minutes * 60_000;
  const workerData: Work = { name: target.name, seed, until, shared };
  // This program is a single file, which is also the worker.
  const worker = new Worker(process.argv[1] ?? '', { workerData });
  const hang = watch(shared);
  let result: WorkDone | Buffer | number;
  try {
    const done = await Promise.race([once(worker, 'message'), once(worker, 'exit'), hang.found]);
    [result] = done as [WorkDone | Buffer | number];
  } finally {
    hang.stop();
    await worker.terminate();
  }
  if (typeof result === 'number') throw new Error(`the worker ended with ${result}`);
  if (Buffer.isBuffer(result)) {
    console.log(`FOUND an input that takes too long: ${await keepFound(target, result)}`);
    return 1;
  }
  const { runs, kept, blocks, findings } = result;
  for (const { input, error } of findings) {
    console.log(`FOUND ${await keepFound(target, Buffer.from(input))}\n${error}\n`);
  }
  console.log(
    `${target.name}: ${runs} runs in ${minutes} min, ${kept} inputs led somewhere new, ` +
      `${blocks} blocks entered, ${findings.length} findings (--seed ${seed})`,
  );
  if (findings.length > 0) {
    console.log('`npm test -- unit test/fuzz` tries all inputs of the corpus again.');
  }
  return findings.length > 0 ? 1 : 0;
}

/** Checks every second whether the worker advances to the next input. */
function watch(shared: SharedArrayBuffer): { found: Promise<[Buffer]>; stop: () => void } {
  const head = new Int32Array(shared, 0, 2);
  let timer: NodeJS.Timeout | undefined;
  const found = new Promise<[Buffer]>((resolve) => {
    let last = { number: -1, since: Date.now() };
    timer = setInterval(() => {
      const number = Atomics.load(head, 0);
      if (number !== last.number) last = { number, since: Date.now() };
      // The first input waits for modules to load.
      else if (number > 0 && Date.now() - last.since > HANGS_AFTER_MS) {
        const input = new Uint8Array(shared, HEAD_BYTES, Atomics.load(head, 1));
        resolve([Buffer.from(input)]);
      }
    }, 1_000);
  });
  return { found, stop: () => clearInterval(timer) };
}
