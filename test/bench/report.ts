import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { electronExecutable } from '../support/electron';
import type { Figure } from './figure';
import { summarise } from './figure';

/** The machine of the measurement: figures of other machines can be compared only as ratios. */
export interface Machine {
  system: string;
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
  electron: string;
}

export function machine(): Machine {
  return {
    system: `${process.platform} ${release()} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    electron: execFileSync(electronExecutable(), ['--no-sandbox', '--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  };
}

/** The figures as a table, by group, with their ratio to the floor and the aim. */
export function reportText(figures: readonly Figure[]): string {
  const groups = [...new Set(figures.map((figure) => figure.group))];
  return groups
    .map((group) => {
      const rows = figures.filter((figure) => figure.group === group).map(rowOf);
      return `${group}\n${table([HEAD, ...rows])}`;
    })
    .join('\n');
}

const HEAD = ['', 'median', 'best', 'worst', 'n', 'against', 'aim'];

function rowOf(figure: Figure): string[] {
  const { median, best, worst, ratio, isMet } = summarise(figure);
  const { floor, aim } = figure;
  const limit = aim && (aim.of === 'ratio' ? `${aim.atMost} ×` : `${aim.atMost} ${figure.unit}`);
  return [
    figure.name,
    `${amount(median)} ${figure.unit}`,
    amount(best),
    amount(worst),
    String(figure.samples.length),
    ratio === null ? '' : `${ratio.toFixed(2)} × ${floor?.name}`,
    isMet === null ? '' : `at most ${limit}: ${isMet ? 'met' : 'NOT MET'}`,
  ];
}

const amount = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Numbers to the right, words to the left. */
function table(rows: readonly string[][]): string {
  const isNumber = (column: number) => column >= 1 && column <= 4;
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('');
}
