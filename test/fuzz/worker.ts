import type { MessagePort } from 'node:worker_threads';
import { workerData } from 'node:worker_threads';
import { readCorpus } from './corpus';
import { fuzz } from './fuzz';
import { TARGETS } from './targets';
import type { Work } from './watched-run';
import { noteInput } from './watched-run';

/** The result of a run, for the watching thread. */
export interface WorkDone {
  runs: number;
  kept: number;
  blocks: number;
  findings: { input: Uint8Array; error: string }[];
}

/** The worker thread in which a reader is fuzzed: it may hang, so another thread watches it. */
export async function workInWorker(port: MessagePort): Promise<void> {
  const { name, seed, until, shared } = workerData as Work;
  const target = TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`there is no target ${name}`);
  const known = (await readCorpus(target)).map(({ input }) => input);
  const { findings, ...counts } = await fuzz(
    target,
    known,
    seed,
    (runs) => runs >= known.length && Date.now() >= until,
    (input) => noteInput(shared, input),
  );
  const done: WorkDone = {
    ...counts,
    findings: findings.map(({ input, error }) => ({
      input,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })),
  };
  port.postMessage(done);
}
