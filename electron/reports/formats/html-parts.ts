import { chartInWords, layoutChart, SERIES_COLOURS } from '../../../shared/reports/chart-layout';
import { written } from '../../../shared/lib/interpolate';
import type { Cell, Chart, ReportColumn } from '../../../shared/reports/report';
import { scopeParts } from '../../../shared/keys/scopes';
import { reportContentWords as words } from '../../../shared/words/en/report-content';
import { keyListWords } from '../../../shared/words/en/key-list';
import { resourceWords } from '../../../shared/words/en/resources';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are invalid in HTML, and lone surrogates in UTF-8. */
const UNWRITABLE = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/** A text escaped for HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll(UNWRITABLE, '\uFFFD').replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

/** A user's text, isolated so that its direction marks end with it. */
export const isolatedHtml = (text: string): string => `<bdi dir="auto">${escaped(text)}</bdi>`;

/** `2026-11-24 09:12`; the header says that it is UTC. */
const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const NOTHING = `<span class="nothing">${words.none}</span>`;
const HIGH = new Set<string>([words.severities.high]);
const MEDIUM = new Set<string>([words.severities.medium]);
const BLANK = new Set(['reviewer', 'decision', 'reviewedAt']);
/** Columns in a monospaced font. */
export const MONO = new Set(['hint', 'id', 'keyId', 'secretHash']);

/** One cell of the table of a document. */
export function cellHtml({ id, type }: ReportColumn, cell: Cell): string {
  if (BLANK.has(id)) return '<td class="blank"></td>';
  if (type === 'level') {
    const level = cell === words.levels.write ? 'w' : cell === words.levels.read ? 'r' : 'o';
    return `<td class="l ${level}">${escaped(String(cell))}</td>`;
  }
  const content = contentHtml(id, type, cell);
  if (id === 'name') return `<th scope="row">${content}</th>`;
  return type === 'number' ? `<td class="n">${content}</td>` : `<td>${content}</td>`;
}

function contentHtml(id: string, type: ReportColumn['type'], cell: Cell): string {
  if (cell === null) {
    return type === 'number' ? '' : id === 'lastUsedAt' ? words.never : NOTHING;
  }
  if (typeof cell === 'number') return written(cell);
  if (typeof cell === 'boolean') return cell ? words.yes : words.no;
  if (typeof cell !== 'string') {
    if (cell.length === 0) return NOTHING;
    return id === 'scopes' ? scopesHtml(cell) : cell.map(chip).join('');
  }
  if (type === 'instant') return escaped(minuteOf(cell));
  if (MONO.has(id)) return `<span class="mono">${escaped(cell)}</span>`;
  if (id === 'severity') {
    const tone = HIGH.has(cell) ? ' class="high"' : MEDIUM.has(cell) ? ' class="medium"' : '';
    return `<span${tone}>${escaped(cell)}</span>`;
  }
  return isolatedHtml(cell);
}

const chip = (text: string): string => `<span class="chip">${escaped(text)}</span> `;

/**
 * One line for write scopes and one for read scopes, since a list of twenty would fill a page. Only
 * write is emphasised: it matters most, and each text run in a row costs time when a thousand are
 * printed.
 */
function scopesHtml(scopes: readonly string[]): string {
  const named = { write: [] as string[], read: [] as string[] };
  const everything: string[] = [];
  const others: string[] = [];
  const lines: string[] = [];
  for (const part of scopeParts(scopes)) {
    if (part.kind === 'full-access')
      lines.push(`<span class="high">${keyListWords.fullAccess}</span>`);
    else if (part.kind === 'reads-everything') everything.push(keyListWords.readsEverything);
    else if (part.kind === 'unknown') others.push(part.scope);
    else named[part.level].push(resourceWords[part.resource].label);
  }
  const { write, read } = words.accessLevels;
  if (named.write.length > 0) {
    lines.push(`<span class="chip w">${write}</span> ${escaped(named.write.join(', '))}`);
  }
  if (named.read.length > 0) lines.push(`${read}: ${escaped(named.read.join(', '))}`);
  lines.push(...everything);
  if (others.length > 0) lines.push(others.map(chip).join(''));
  return lines.join('<br>');
}

/** A chart as SVG, with a title and a text alternative. */
export function chartHtml(chart: Chart): string {
  const { width, height, lines, rects, texts } = layoutChart(chart);
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
