/** The progress of a task. */
export interface Progress {
  done: number;
  total: number;
}

const PROGRESS_MS = 100;

/** Throttles progress reports to ten a second. */
export function throttleProgress(
  tell: (progress: Progress) => void,
): (done: number, total: number) => void {
  let toldAt = 0;
  return (done, total) => {
    if (performance.now() - toldAt < PROGRESS_MS) return;
    toldAt = performance.now();
    tell({ done, total });
  };
}
