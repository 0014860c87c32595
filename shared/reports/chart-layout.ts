import type { Chart } from './report';

/** A chart as rectangles and texts, in units of its view box. The renderers need no other data. */
export interface ChartLayout {
  width: number;
  height: number;
  lines: { x1: number; y1: number; x2: number; y2: number }[];
  rects: { x: number; y: number; width: number; height: number; series: number }[];
  texts: {
    x: number;
    y: number;
    text: string;
    anchor: 'start' | 'middle' | 'end';
    isLabel: boolean;
  }[];
}

/** Colours of the series on white paper, the strongest first. */
export const SERIES_COLOURS = ['#2F54EB', '#8FA6FF', '#C98A04', '#B42318'] as const;

const WIDTH = 520;
const LABEL_WIDTH = 204;
const VALUE_WIDTH = 52;
const ROW = 20;
/** The gap is smaller when there are many bars. */
const MANY_BARS = 14;
const CLOSE_ROW = 15;
const PLOT_HEIGHT = 120;
const AXIS_WIDTH = 44;
/** The width of a character of a label, with its share of the spacing. */
const CHARACTER_WIDTH = 7;
const LONGEST_LABEL = 32;

type Written = (value: number) => string;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Lays a chart out: bars from left to right for names, columns for months and days. Series are stacked.
 *
 * @param written a number as the language of the reader writes it
 */
export function layoutChart(chart: Chart, written: Written): ChartLayout {
  const most = Math.max(1, ...chart.groups.map(({ values }) => total(values)));
  return chart.isTimeline ? columns(chart, most, written) : bars(chart, most, written);
}

function bars({ groups }: Chart, most: number, written: Written): ChartLayout {
  const plot = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const row = groups.length > MANY_BARS ? CLOSE_ROW : ROW;
  const bar = row * 0.6;
  const bottom = Math.max(1, groups.length) * row + 4;
  const layout: ChartLayout = {
    width: WIDTH,
    height: bottom,
    lines: [{ x1: LABEL_WIDTH, y1: 0, x2: LABEL_WIDTH, y2: bottom }],
    rects: [],
    texts: [],
  };
  for (const [index, { label, values }] of groups.entries()) {
    const middle = index * row + row / 2 + 2;
    layout.texts.push({
      x: LABEL_WIDTH - 8,
      y: middle + 4,
      text: shortened(label),
      anchor: 'end',
      isLabel: true,
    });
    let x = LABEL_WIDTH;
    for (const [series, value] of values.entries()) {
      const width = (value / most) * plot;
      if (value > 0) layout.rects.push({ x, y: middle - bar / 2, width, height: bar, series });
      x += width;
    }
    const text = values.length > 1 ? values.map(written).join(' / ') : written(total(values));
    layout.texts.push({ x: x + 6, y: middle + 4, text, anchor: 'start', isLabel: false });
  }
  return layout;
}

function columns({ groups }: Chart, most: number, written: Written): ChartLayout {
  const top = niceCeiling(most);
  const step = (WIDTH - AXIS_WIDTH) / Math.max(1, groups.length);
  const width = Math.min(28, step * 0.66);
  const layout: ChartLayout = {
    width: WIDTH,
    height: PLOT_HEIGHT + 32,
    lines: [],
    rects: [],
    texts: [],
  };
  const yOf = (value: number) => 8 + PLOT_HEIGHT * (1 - value / top);
  for (const value of [0, top / 2, top]) {
    layout.lines.push({ x1: AXIS_WIDTH, y1: yOf(value), x2: WIDTH, y2: yOf(value) });
    if (!Number.isInteger(value)) continue;
    const y = yOf(value) + 4;
    layout.texts.push({
      x: AXIS_WIDTH - 8,
      y,
      text: written(value),
      anchor: 'end',
      isLabel: false,
    });
  }
  const longest = Math.max(1, ...groups.map(({ label }) => label.length));
  const every = Math.ceil((longest * CHARACTER_WIDTH) / step);
  for (const [index, { label, values }] of groups.entries()) {
    const middle = AXIS_WIDTH + step * (index + 0.5);
    let y = yOf(0);
    for (const [series, value] of values.entries()) {
      const height = (value / top) * PLOT_HEIGHT;
      y -= height;
      if (value > 0) layout.rects.push({ x: middle - width / 2, y, width, height, series });
    }
    // Half of the label would be outside the chart.
    const isInside = middle + (label.length * CHARACTER_WIDTH) / 2 <= WIDTH || groups.length === 1;
    if (index % every !== 0 || !isInside) continue;
    const y2 = PLOT_HEIGHT + 24;
    layout.texts.push({ x: middle, y: y2, text: label, anchor: 'middle', isLabel: true });
  }
  return layout;
}

/** The content of a chart as text, for screen readers. */
export const chartInWords = ({ title, series, groups }: Chart): string =>
  `${title}: ${groups
    .map(({ label, values }) =>
      series.length > 1
        ? `${label} ${values.map((value, index) => `${series[index] ?? ''} ${value}`).join(', ')}`
        : `${label} ${total(values)}`,
    )
    .join('; ')}`;

/** The next of 1, 2, 5, 10, 20…: the upper end of an axis. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5].find((each) => each * power >= value) ?? 10;
  return Math.max(2, step * power);
}

function shortened(label: string): string {
  const characters = Array.from(label);
  return characters.length > LONGEST_LABEL
    ? `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
    : label;
}
