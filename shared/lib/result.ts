import type { Failure } from './failure';

/**
 * The result of anything that can fail in a way that a person may see: failures are values,
 * exceptions are bugs.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = (failure: Failure): { ok: false; failure: Failure } => ({
  ok: false,
  failure,
});

/** Makes a switch over a discriminated union exhaustive: a missing case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
