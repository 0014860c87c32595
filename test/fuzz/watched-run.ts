import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { keepFound } from './corpus';
import type { FuzzTarget } from './target';
import type { WorkDone } from './worker';

/** What the worker is given. */
export interface Work {
  name: string;
  seed: number;
  /** milliseconds since the epoch */
  until: number;
  /** what `noteInput` writes: number and length of the present input, and the input */
  shared: SharedArrayBuffer;
}

const HEAD_BYTES = 8;
const MOST_BYTES = 64 * 1024;
/** Work is bounded by what it counts (`blocks.ts`); only what is not our code, such as a pattern, could take this long. */
const HANGS_AFTER_MS = 30_000;

/** Lets the other thread know what is tried now. */
export function noteInput(shared: SharedArrayBuffer, input: Buffer): void {
  const head = new Int32Array(shared, 0, 2);
  new Uint8Array(shared, HEAD_BYTES).set(input.subarray(0, MOST_BYTES));
  Atomics.store(head, 1, Math.min(input.length, MOST_BYTES));
  Atomics.add(head, 0, 1);
}

/** Fuzzes in a thread of its own. @returns the exit code */
export async function fuzzInWorker(
  target: FuzzTarget,
  seed: number,
  minutes: number,
): Promise<number> {
  const shared = new SharedArrayBuffer(HEAD_BYTES + MOST_BYTES);
  const until = Date.now() + minutes * 60_000;
  const workerData: Work = { name: target.name, seed, until, shared };
  // This program is one file, which is its own worker.
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

/** Looks every second whether the worker still gets from one input to the next. */
function watch(shared: SharedArrayBuffer): { found: Promise<[Buffer]>; stop: () => void } {
  const head = new Int32Array(shared, 0, 2);
  let timer: NodeJS.Timeout | undefined;
  const found = new Promise<[Buffer]>((resolve) => {
    let last = { number: -1, since: Date.now() };
    timer = setInterval(() => {
      const number = Atomics.load(head, 0);
      if (number !== last.number) last = { number, since: Date.now() };
      // The first one waits for modules to be loaded.
      else if (number > 0 && Date.now() - last.since > HANGS_AFTER_MS) {
        const input = new Uint8Array(shared, HEAD_BYTES, Atomics.load(head, 1));
        resolve([Buffer.from(input)]);
      }
    }, 1_000);
  });
  return { found, stop: () => clearInterval(timer) };
}
