import type { ImportProblem } from '../../shared/transfer/transfer';

/** Why a file cannot be read, and the line of the fault, counted from 1. */
export interface Refusal {
  problem: ImportProblem;
  line: number | null;
}

export type ReadResult<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const refuse = (
  problem: ImportProblem,
  line: number | null = null,
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { problem, line } });
