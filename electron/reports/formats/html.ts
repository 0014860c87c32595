import type { ReportColumn } from '../../../shared/reports/report';
import type { ReportDocument } from '../content/report-content';
import type { TableLayout } from './column-widths';
import { tableLayout } from './column-widths';
import { chartHtml } from './html-chart';
import { htmlCells } from './html-cells';
import { escaped, isolatedHtml } from './html-text';
import { documentStyle } from './html-style';
import type { Sink } from './sink';
import { t } from '../../lib/messages';

/** Nothing is loaded and no script runs, even if a name contains markup. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

/** A longer value gets its own line, in characters. */
const LONG_VALUE = 32;

const KEY_SIGN =
  '<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="6.5" cy="11.5" r="3.5"/><path d="M9 9l6-6M13 5l2 2"/></svg>';

/**
 * Writes a report as one self-contained document without scripts.
 *
 * @param medium `paper` when it is only printed to PDF
 */
export async function writeHtml(
  report: ReportDocument,
  fontFaces: string,
  medium: 'screen' | 'paper',
  sink: Sink,
): Promise<void> {
  const { columns } = report;
  const layout = tableLayout(columns);
  await sink(headHtml(report, documentStyle(fontFaces, report.options.paper, medium, layout)));
  await sink(`<section class="data"><h2>${t('main:report.data')}</h2>${legendHtml(columns)}`);
  if (report.count === 0) await sink(`<p>${t('reportContent.empty')}</p>`);
  else {
    await sink(tableHead(report.title, columns, layout));
    const cellHtml = htmlCells();
    await report.eachRows(async (rows) => {
      let text = '';
      for (const row of rows) {
        text += '<tr>';
        for (let index = 0; index < columns.length; index += 1) {
          const column = columns[index];
          if (column) text += cellHtml(column, row[index] ?? null);
        }
        text += '</tr>\n';
      }
      await sink(text);
    });
    await sink('</tbody></table>');
  }
  await sink(
    `</section>${report.kind === 'access-review' ? signOffHtml() : ''}</main></body></html>\n`,
  );
}

function headHtml(report: ReportDocument, style: string): string {
  const workspace = report.about.find(({ id }) => id === 'workspace')?.value ?? '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escaped(`${report.title} – ${workspace}`)}</title>
<style>${style}</style></head><body><main>
<header><p class="brand">${KEY_SIGN}<b>${t('windowTitle')}</b><span>${isolatedHtml(workspace)}</span></p>
<h1>${escaped(report.title)}</h1><p class="subtitle">${escaped(report.subtitle)}</p></header>
<dl class="about">${report.about.map(aboutHtml).join('')}</dl>
${report.statements.map(({ tone, text }) => `<p class="statement ${tone}">${escaped(text)}</p>`).join('')}
<ul class="tiles">${report.summary.map(tileHtml).join('')}</ul>
<div class="charts">${report.charts
    .filter(({ groups }) => groups.length > 0)
    .map(chartHtml)
    .join('')}</div>
`;
}

function aboutHtml({ id, label, value }: { id: string; label: string; value: string }): string {
  const isLong = id === 'dataSha256' || value.length > LONG_VALUE;
  const shown = id === 'generatedAt' ? value.slice(0, 19).replace('T', ' ') : value;
  return `<div${isLong ? ' class="long"' : ''}><dt>${escaped(label)}</dt><dd${id === 'dataSha256' ? ' class="digest"' : ''}>${isolatedHtml(shown)}</dd></div>`;
}

const tileHtml = ({ label, value }: { label: string; value: string }): string =>
  `<li><b${value.length > 7 ? ' class="text"' : ''}>${escaped(value)}</b><span>${escaped(label)}</span></li>`;

const legendHtml = (columns: readonly ReportColumn[]): string =>
  columns.some(({ type }) => type === 'level') ? `<p>${t('main:report.levelLegend')}</p>` : '';

function tableHead(
  title: string,
  columns: readonly ReportColumn[],
  { widths }: TableLayout,
): string {
  const cols = widths.map((width) => `<col style="width:${width.toFixed(2)}%">`).join('');
  const heads = columns.map(({ label, type }) =>
    type === 'level'
      ? `<th scope="col" class="l"><span>${escaped(label)}</span></th>`
      : `<th scope="col"${type === 'number' ? ' class="n"' : ''}>${escaped(label)}</th>`,
  );
  return `<table aria-label="${escaped(title)}"><colgroup>${cols}</colgroup><thead><tr>${heads.join('')}</tr></thead><tbody>\n`;
}

/** The reviewer's signature block. */
function signOffHtml(): string {
  const { title, sentence, decisions, ...fields } = t('main:report.signOff', {
    returnObjects: true,
  });
  const lines = Object.values(fields)
    .map((label) => `<div><dt>${label}</dt><dd></dd></div>`)
    .join('');
  return `<section class="sign"><h2>${title}</h2><p>${sentence}</p><p>${decisions}</p><dl>${lines}</dl></section>`;
}
