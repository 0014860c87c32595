/** The number by which a committed change is reverted; null when nothing was recorded. */
export const undoNumber = (events: readonly unknown[]): number | null =>
  (events.at(-1) as { sequence?: number } | undefined)?.sequence ?? null;
