import type { ReportColumn } from '../../../shared/reports/report';
import { MONO } from './html-parts';

/** How large the table of a document is written. */
type Density = 'roomy' | 'dense' | 'tiny';

/** How the columns of a document share its page. */
export interface TableLayout {
  /** across the page */
  isWide: boolean;
  density: Density;
  /** of each column, in percent */
  widths: number[];
}

/** Widest a column counts, in characters: what is longer is wrapped. */
const WIDEST = 46;
/** Of ids and digests, which may be wrapped anywhere. */
const WIDEST_MONO = 22;
/** Least for anything to be read in it: a day, a word, a third of an id. */
const NARROWEST = 11;
/** Least for a list: the longest name of a resource, an address with its range. */
const NARROWEST_LIST = 16;
/** How many characters of columns a page takes, written large or small. */
const ROOMY = 200;
const DENSE = 270;
/** What is wider than this is written across the page. */
const NARROW = 100;
/** How many characters stand in a line across the page. */
const LINE: Record<Density, number> = { roomy: 150, dense: 170, tiny: 200 };

/** Gives each column what it cannot do without, and shares the rest by what each would like to have. */
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

/** No word of a head is cut in two. */
const headWord = (label: string): number =>
  Math.max(...label.split(' ').map((word) => word.length + 2));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
