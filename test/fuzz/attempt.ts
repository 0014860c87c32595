import { startCounting, workDone } from './blocks';
import type { FuzzTarget } from './target';

/** A failed input; equal faults have an equal `kind`. */
export interface Fault {
  kind: string;
  error: unknown;
}

/** @returns null when the target's property holds for the input */
export async function attempt(target: FuzzTarget, input: Buffer): Promise<Fault | null> {
  startCounting(input.length);
  try {
    await target.check(Buffer.from(input));
    workDone();
    const added = pollution();
    return added === null ? null : faultOf(new Error(`every object got ${added}`));
  } catch (error) {
    workDone();
    return faultOf(error);
  }
}

function faultOf(error: unknown): Fault {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const place = stack
    .split('\n')
    .find((frame) => /\/(electron|shared)\/|fuzz\/targets\//.test(frame));
  // Digits, quoted texts and anything after a colon come from the input.
  const said = message.replaceAll(/\d+|"[^"]*"|: .*/gs, '#');
  return { kind: `${said} ${(place ?? '').trim()}`, error };
}

const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const names = () => SHARED.flatMap((prototype) => Reflect.ownKeys(prototype));
const before = new Set(names());

/** The first name that was added to a built-in prototype. Deletes it again. */
function pollution(): string | null {
  const added = names().find((name) => !before.has(name));
  if (added === undefined) return null;
  for (const prototype of SHARED) Reflect.deleteProperty(prototype, added);
  return String(added);
}
