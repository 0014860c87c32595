/** What a run of the harness has seen. */
export interface CrashCounts {
  /** kills, each followed by a start that was verified */
  cycles: number;
  /** kills while at least one change was asked for and not yet answered */
  hits: number;
  /** changes that were not answered when the app was killed */
  underWay: number;
  /** …of which were nevertheless in the vault afterwards, wholly */
  survived: number;
  /** starts that reported an unfinished last line */
  tornTails: number;
  /** kills that fell into the writing of a snapshot */
  unfinishedSnapshots: number;
  /** starts in which Chromium crashed by itself */
  crashes: number;
  /** kills by what the app was doing */
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

/** @returns the sums; the parts stay as they are */
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
