import type { Cell, ReportColumn } from '../../../shared/reports/report';
import { scopeParts } from '../../../shared/keys/scopes';
import { formatNumber, t } from '../../lib/messages';
import { escaped, isolatedHtml } from './html-text';

/** `2026-11-24 09:12`; the header says that it is UTC. */
const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const BLANK = new Set(['reviewer', 'decision', 'reviewedAt']);
/** Columns in a monospaced font. */
export const MONO = new Set(['hint', 'id', 'keyId', 'secretHash']);

type CellHtml = (column: ReportColumn, cell: Cell) => string;

/** Writes the cells of the table of a document. */
export function htmlCells(): CellHtml {
  const contentHtml = cellContents();
  const levels = t('main:report.levels', { returnObjects: true });
  return (column, cell) => {
    const { id, type } = column;
    if (BLANK.has(id)) return '<td class="blank"></td>';
    if (type === 'level') {
      const level = cell === levels.write ? 'w' : cell === levels.read ? 'r' : 'o';
      return `<td class="l ${level}">${escaped(String(cell))}</td>`;
    }
    const content = contentHtml(column, cell);
    if (id === 'name') return `<th scope="row">${content}</th>`;
    return type === 'number' ? `<td class="n">${content}</td>` : `<td>${content}</td>`;
  };
}

function cellContents(): CellHtml {
  const scopesHtml = scopeLines();
  const severityHtml = severities();
  const never = t('reportContent.never');
  const yes = t('reportContent.yes');
  const no = t('reportContent.no');
  const nothing = `<span class="nothing">${t('main:report.none')}</span>`;
  return ({ id, type }, cell) => {
    if (cell === null) return type === 'number' ? '' : id === 'lastUsedAt' ? never : nothing;
    if (typeof cell === 'number') return formatNumber(cell);
    if (typeof cell === 'boolean') return cell ? yes : no;
    if (typeof cell !== 'string') {
      if (cell.length === 0) return nothing;
      return id === 'scopes' ? scopesHtml(cell) : cell.map(chip).join('');
    }
    if (type === 'instant') return escaped(minuteOf(cell));
    if (MONO.has(id)) return `<span class="mono">${escaped(cell)}</span>`;
    return id === 'severity' ? severityHtml(cell) : isolatedHtml(cell);
  };
}

function severities(): (cell: string) => string {
  const { high, medium } = t('main:report.severities', { returnObjects: true });
  return (cell) => {
    const tone = cell === high ? ' class="high"' : cell === medium ? ' class="medium"' : '';
    return `<span${tone}>${escaped(cell)}</span>`;
  };
}

const chip = (text: string): string => `<span class="chip">${escaped(text)}</span> `;

/**
 * One line for write scopes and one for read scopes, since a list of twenty would fill a page. Only
 * write is emphasised: it matters most, and each text run in a row costs time when a thousand are
 * printed.
 */
function scopeLines(): (scopes: readonly string[]) => string {
  const fullAccess = `<span class="high">${t('keys.fullAccess')}</span>`;
  const readsEverything = t('keys.readsEverything');
  const labels = t('resources', { returnObjects: true });
  const { write, read } = t('main:report.accessLevels', { returnObjects: true });
  return (scopes) => {
    const named = { write: [] as string[], read: [] as string[] };
    const everything: string[] = [];
    const others: string[] = [];
    const lines: string[] = [];
    for (const part of scopeParts(scopes)) {
      if (part.kind === 'full-access') lines.push(fullAccess);
      else if (part.kind === 'reads-everything') everything.push(readsEverything);
      else if (part.kind === 'unknown') others.push(part.scope);
      else named[part.level].push(labels[part.resource].label);
    }
    if (named.write.length > 0) {
      lines.push(`<span class="chip w">${write}</span> ${escaped(named.write.join(', '))}`);
    }
    if (named.read.length > 0) lines.push(`${read}: ${escaped(named.read.join(', '))}`);
    lines.push(...everything);
    if (others.length > 0) lines.push(others.map(chip).join(''));
    return lines.join('<br>');
  };
}
