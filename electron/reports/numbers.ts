import { formatNumber } from '../lib/messages';

/** A line of a summary. */
export const countLabel = (label: string, value: number): { label: string; value: string } => ({
  label,
  value: formatNumber(value),
});

/** Adds one to a count. */
export function tally(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from one instant to a later one, both in milliseconds since the epoch. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / DAY_MS);

/** The UTC day of an RFC 3339 instant: `2026-11-24`. */
export const dayOf = (instant: string): string => instant.slice(0, 10);
