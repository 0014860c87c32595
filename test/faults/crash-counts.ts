/** Statistics of a run. */
export interface CrashCounts {
  /** kills, each followed by a start that was verified */
  cycles: number;
  /** kills while at least one change was unanswered */
  hits: number;
  /** changes that were unanswered at the kill */
  underWay: number;
  /** …of which were in the vault afterwards, completely */
  survived: number;
  /** starts that reported a torn last line */
  tornTails: number;
  /** kills during the writing of a snapshot */
  unfinishedSnapshots: number;
  /** starts in which Chromium crashed */
  crashes: number;
  /** kills by the app's activity */
  moments: Record<string, number>;
}

export const noCounts = (): CrashCounts => ({
  cycles: 0,
  hits: 0,
  underWay: 0,
  survived: 0,
  tornTails: 0,
  unfinishedSnapshots: 0,
  crashes: 0,
  moments: {},
});

/** @returns the sums; the parts are not changed */
export function sumCounts(parts: readonly CrashCounts[]): CrashCounts {
  const sum = noCounts();
  for (const { moments, ...numbers } of parts) {
    for (const [name, count] of Object.entries(numbers)) sum[name as keyof typeof numbers] += count;
    for (const [name, count] of Object.entries(moments)) {
      sum.moments[name] = (sum.moments[name] ?? 0) + count;
    }
  }
  return sum;
}
