import { seededRandom } from '../support/random';
import type { Fault } from './attempt';
import { attempt } from './attempt';
import { Coverage } from './blocks';
import { mutate } from './mutate';
import { shortened } from './shorten';
import type { FuzzTarget } from './target';

interface Finding extends Fault {
  input: Buffer;
}

export interface FuzzRun {
  runs: number;
  /** how many inputs reached new code, and how many blocks were entered */
  kept: number;
  blocks: number;
  findings: Finding[];
}

/**
 * Tries the known inputs, then mutations of them; inputs that reach new code are mutated further. A
 * run is reproducible from its seed and inputs.
 *
 * @param isOver called before each run
 * @param onInput called with each input before it is tried
 */
export async function fuzz(
  target: FuzzTarget,
  known: readonly Buffer[],
  seed: number,
  isOver: (runs: number) => boolean,
  onInput: (input: Buffer) => void = () => undefined,
): Promise<FuzzRun> {
  const random = seededRandom(seed);
  const coverage = new Coverage();
  const pool = [...known];
  const findings = new Map<string, Finding>();
  let runs = 0;
  for (; !isOver(runs); runs += 1) {
    const input = known[runs] ?? mutate(random, fromPool(), pool, target.words);
    onInput(input);
    const fault = await attempt(target, input);
    const isNew = coverage.add();
    if (fault && !findings.has(fault.kind)) {
      findings.set(fault.kind, { ...fault, input: await shortened(target, input, fault) });
    } else if (isNew && runs >= known.length) pool.push(input);
  }
  return {
    runs,
    kept: pool.length - known.length,
    blocks: coverage.size,
    findings: [...findings.values()],
  };

  /** The newest input as often as all others together, because new code is near it. */
  function fromPool(): Buffer {
    if (pool.length === 0) return Buffer.alloc(0);
    return random.chance(0.5) ? random.pick(pool) : random.pick(pool.slice(-20));
  }
}
