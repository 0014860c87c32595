import { chartInWords, layoutChart, SERIES_COLOURS } from '../../../shared/reports/chart-layout';
import type { Chart } from '../../../shared/reports/report';
import { formatNumber } from '../../lib/messages';
import { escaped } from './html-text';

/** A chart as SVG, with a title and a text alternative. */
export function chartHtml(chart: Chart): string {
  const { width, height, lines, rects, texts } = layoutChart(chart, formatNumber);
  const n = (value: number) => String(Math.round(value * 10) / 10);
  const shapes = [
    ...lines.map(
      ({ x1, y1, x2, y2 }) =>
        `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="#d5d9e0"/>`,
    ),
    ...rects.map(
      (rect) =>
        `<rect x="${n(rect.x)}" y="${n(rect.y)}" width="${n(Math.max(1, rect.width))}" height="${n(Math.max(1, rect.height))}" fill="${SERIES_COLOURS[rect.series] ?? SERIES_COLOURS[0]}"/>`,
    ),
    ...texts.map(
      ({ x, y, text, anchor, isLabel }) =>
        `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}"${isLabel ? ' class="label"' : ''}>${escaped(text)}</text>`,
    ),
  ];
  const legend =
    chart.series.length < 2
      ? ''
      : `<ul class="legend">${chart.series
          .map(
            (name, index) =>
              `<li><i style="background:${SERIES_COLOURS[index] ?? ''}"></i>${escaped(name)}</li>`,
          )
          .join('')}</ul>`;
  return `<figure><figcaption>${escaped(chart.title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(chartInWords(chart))}">${shapes.join('')}</svg>${legend}</figure>`;
}
