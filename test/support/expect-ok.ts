import type { Result } from '../../shared/lib/result';

/** @returns the value @throws with the whole failure, where a program has no other way on */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure: ${JSON.stringify(result.failure)}`);
}
