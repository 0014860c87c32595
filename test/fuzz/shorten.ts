import type { Fault } from './attempt';
import { attempt } from './attempt';
import type { FuzzTarget } from './target';

/** Enough to make an input readable. */
const MAX_ATTEMPTS = 600;

/** Shortens an input as long as it causes the same fault. */
export async function shortened(target: FuzzTarget, input: Buffer, fault: Fault): Promise<Buffer> {
  let shortest = input;
  let attempts = 0;
  for (let size = Math.ceil(input.length / 2); size > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < shortest.length && attempts < MAX_ATTEMPTS;) {
      const shorter = Buffer.concat([shortest.subarray(0, at), shortest.subarray(at + size)]);
      attempts += 1;
      const found = await attempt(target, shorter);
      if (found?.kind === fault.kind) shortest = shorter;
      else at += size;
    }
  }
  return shortest;
}
