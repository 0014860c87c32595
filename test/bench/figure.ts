/** A measured value with all its samples. */
export interface Figure {
  group: string;
  name: string;
  unit: 'ms' | 'tasks' | 'MiB' | 'kB';
  samples: readonly number[];
  /** the floor: the least possible cost, or the same work elsewhere */
  floor?: { name: string; samples: readonly number[] };
  /** the aim: the maximum ratio to the floor, or the maximum of the value itself */
  aim?: { of: 'ratio' | 'value'; atMost: number };
}

/** The median; of an even number, the mean of the two in the middle. */
function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Summary {
  median: number;
  best: number;
  worst: number;
  /** of the medians; null when there is no floor */
  ratio: number | null;
  /** null when there is no aim */
  isMet: boolean | null;
}

export function summarise({ samples, floor, aim }: Figure): Summary {
  const value = median(samples);
  const ratio = floor ? value / median(floor.samples) : null;
  const judged = aim?.of === 'ratio' ? ratio : value;
  return {
    median: value,
    best: Math.min(...samples),
    worst: Math.max(...samples),
    ratio,
    isMet: aim && judged !== null ? judged <= aim.atMost : null,
  };
}
