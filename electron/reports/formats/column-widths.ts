import type { ReportColumn } from '../../../shared/reports/report';
import { MONO } from './html-cells';

/** Font size of a document's table. */
type Density = 'roomy' | 'dense' | 'tiny';

/** The layout of a document's columns. */
export interface TableLayout {
  /** landscape */
  isWide: boolean;
  density: Density;
  /** of each column, in percent */
  widths: number[];
}

/** Longest width that counts, in characters; longer texts wrap. */
const WIDEST = 46;
/** For ids and digests, which may wrap anywhere. */
const WIDEST_MONO = 22;
/** Least readable width: a day, a word, a third of an id. */
const NARROWEST = 11;
/** Least width of a list: the longest resource name, an address with its range. */
const NARROWEST_LIST = 16;
/** Characters of columns that fit a page at the large and the small size. */
const ROOMY = 200;
const DENSE = 270;
/** A wider table uses landscape. */
const NARROW = 100;
/** Characters in a landscape line. */
const LINE: Record<Density, number> = { roomy: 150, dense: 170, tiny: 200 };

/** Gives each column its least width, and shares the rest in proportion to the wanted widths. */
export function tableLayout(columns: readonly ReportColumn[]): TableLayout {
  const wanted = columns.map(wantedBy);
  const needed = columns.map((column, index) => Math.min(neededBy(column), wanted[index] ?? 0));
  const total = sum(wanted);
  const density = total <= ROOMY ? 'roomy' : total <= DENSE ? 'dense' : 'tiny';
  const least = sum(needed);
  const share = total === least ? 1 : (LINE[density] - least) / (total - least);
  const given = needed.map(
    (need, index) => need + ((wanted[index] ?? 0) - need) * Math.min(1, Math.max(0, share)),
  );
  const line = sum(given);
  return {
    isWide: total > NARROW,
    density,
    widths: given.map((width) => (width / line) * 100),
  };
}

function wantedBy({ id, label, width, type }: ReportColumn): number {
  if (type === 'level') return width;
  if (type === 'instant') return 19;
  return Math.max(headWord(label), Math.min(width, MONO.has(id) ? WIDEST_MONO : WIDEST));
}

function neededBy({ label, width, type }: ReportColumn): number {
  if (type === 'level') return width;
  const least =
    type === 'list' ? NARROWEST_LIST : type === 'flag' || type === 'number' ? 0 : NARROWEST;
  return Math.max(headWord(label), least);
}

/** The longest word of a header, which must not be cut. */
const headWord = (label: string): number =>
  Math.max(...label.split(' ').map((word) => word.length + 2));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
