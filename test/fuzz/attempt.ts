import { startCounting, workDone } from './blocks';
import type { FuzzTarget } from './target';

/** What went wrong with an input; `kind` is the same for the same fault. */
export interface Fault {
  kind: string;
  error: unknown;
}

/** @returns null when the property of the target holds for the input */
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
  const [message = '', ...frames] = (error instanceof Error ? (error.stack ?? '') : String(error))
    .trim()
    .split('\n');
  const place = frames.find((frame) => frame.includes('/electron/') || frame.includes('/shared/'));
  // Digits and quoted texts come from the input.
  const said = message.replaceAll(/\d+|"[^"]*"|: .*/gs, '#');
  return { kind: `${said} ${(place ?? frames[0] ?? '').trim()}`, error };
}

const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const names = () => SHARED.flatMap((prototype) => Reflect.ownKeys(prototype));
const before = new Set(names());

/** The first name that came to a prototype which all objects, lists, functions or texts have. It is taken away again. */
function pollution(): string | null {
  const added = names().find((name) => !before.has(name));
  if (added === undefined) return null;
  for (const prototype of SHARED) Reflect.deleteProperty(prototype, added);
  return String(added);
}
