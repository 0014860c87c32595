import { describe, expect, it } from 'vitest';
import { chartInWords, layoutChart as layoutWith } from '../../../../shared/reports/chart-layout';
import type { Chart } from '../../../../shared/reports/report';
import { columnLabels } from '../../../../shared/reports/column-label';
import { formatNumber, t } from '../../../../electron/lib/messages';

const layoutChart = (drawn: Chart) => layoutWith(drawn, formatNumber);
const columnLabel = columnLabels(t);

const chart = (values: number[][], isTimeline = true, series = ['Live']) => ({
  title: 'Keys',
  unit: 'API keys',
  series,
  isTimeline,
  groups: values.map((each, index) => ({ label: `2026-${100 + index}`, values: each })),
});

describe('a chart over time', () => {
  it.each([
    [1, 2],
    [3, 5],
    [6, 10],
    [11, 20],
    [999, 1_000],
    [1_000, 1_000],
  ])('has an axis that holds %i and ends at %i', (most, top) => {
    const { texts } = layoutChart(chart([[0], [most]]));
    const numbers = texts.filter(({ isLabel }) => !isLabel).map(({ text }) => text);
    expect(numbers).toContain(top.toLocaleString('en-GB'));
  });

  it('labels so few of many columns that no labels overlap', () => {
    const { texts, rects } = layoutChart(chart(Array.from({ length: 60 }, () => [1])));
    const labels = texts.filter(({ isLabel }) => isLabel);
    expect(rects).toHaveLength(60);
    expect(labels[0]?.text).toBe('2026-100');
    expect(labels.length).toBeLessThan(60);
    for (const [index, label] of labels.slice(1).entries()) {
      expect(label.x - labels[index]!.x).toBeGreaterThanOrEqual(label.text.length * 7 - 1e-9);
    }
  });
});

describe('a chart of names', () => {
  it('cuts a label short that is too long for its place, and no character in two', () => {
    const labelOf = (label: string) => {
      const groups = [{ label, values: [1] }];
      return layoutChart({ ...chart([]), isTimeline: false, groups }).texts[0]?.text;
    };
    expect(labelOf('x'.repeat(32))).toBe('x'.repeat(32));
    expect(labelOf('x'.repeat(33))).toBe(`${'x'.repeat(31)}…`);
    expect(labelOf('🤖'.repeat(32))).toBe('🤖'.repeat(32));
    expect(labelOf('🤖'.repeat(40))).toBe(`${'🤖'.repeat(31)}…`);
  });
});

describe('a chart in words', () => {
  it('names the series only when there are several', () => {
    expect(chartInWords(chart([[2], [3]]))).toBe('Keys: 2026-100 2; 2026-101 3');
    expect(chartInWords(chart([[2, 1]], false, ['Live', 'Test']))).toBe(
      'Keys: 2026-100 Live 2, Test 1',
    );
  });
});

describe('the label of a column', () => {
  it('falls back to the id where a part has no words, for any id', () => {
    for (const id of ['unheard-of', 'constructor', '__proto__']) expect(columnLabel(id)).toBe(id);
    expect(columnLabel('scope:unheard-of')).toBe('unheard-of');
    expect(columnLabel('scope:contacts')).not.toBe('contacts');
  });
});
