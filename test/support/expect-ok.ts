import type { Result } from '../../shared/lib/result';

/** @returns the value @throws an error with the whole failure: for programs that cannot continue */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected failure: ${JSON.stringify(result.failure)}`);
}
