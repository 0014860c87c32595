import type { Paper } from '../../../shared/reports/report';
import type { TableLayout } from './column-widths';

/** CSS names of the paper sizes. */
const PAPER_SIZES: Record<Paper, string> = { a4: 'A4', letter: 'letter' };

/** Inter, then system fonts for other scripts. */
const SANS =
  "'Inter Report', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif, 'Noto Color Emoji'";

/**
 * The style of a report as a document, for screen and paper. On paper the title page comes first,
 * the table starts on the next page, its header repeats, and rows are not split.
 *
 * @param medium `paper` when it is only printed: the table is not laid out for a screen first
 */
export const documentStyle = (
  fontFaces: string,
  paper: Paper,
  medium: 'screen' | 'paper',
  { isWide, density }: TableLayout,
): string => `${fontFaces}
@page { size: ${PAPER_SIZES[paper]} ${isWide ? 'landscape' : 'portrait'}; margin: 14mm 13mm 18mm; }
:root { color-scheme: light; --table: ${{ roomy: '7.9pt', dense: '7pt', tiny: '5.9pt' }[density]}; }
* { box-sizing: border-box; }
html { background: #f6f7f9; }
body { margin: 0; font: 400 10pt/1.45 ${SANS}; color: #14181f; font-variant-numeric: tabular-nums;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; overflow-wrap: break-word; }
main { max-width: ${isWide ? '1180px' : '860px'}; margin: 24px auto; padding: 40px 44px 48px; background: #fff;
  border: 1px solid #e3e6eb; border-radius: 12px; }
h1, h2, p, dl, dd, figure { margin: 0; }
.brand { display: flex; align-items: center; gap: 8px; color: #5b6472; font-size: 9pt; }
.brand svg { color: #2f54eb; }
.brand b { color: #14181f; font-weight: 600; }
h1 { margin-top: 16px; font-size: 23pt; line-height: 1.15; font-weight: 600; letter-spacing: -0.02em; }
.subtitle { margin-top: 6px; max-width: 84ch; color: #5b6472; font-size: 10.5pt; }
h2 { margin: 26px 0 10px; font-size: 12.5pt; line-height: 1.3; font-weight: 600; break-after: avoid; }
.about { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 9px 20px; margin-top: 18px;
  padding: 12px 0; border-top: 2px solid #14181f; border-bottom: 1px solid #e3e6eb; }
.about div { min-width: 0; }
.about .long { grid-column: 1 / -1; }
dt { color: #5b6472; font-size: 8.4pt; }
dd { font-weight: 600; font-size: 9.6pt; overflow-wrap: anywhere; }
.digest { font: 400 8.4pt/1.5 'Liberation Mono', ui-monospace, monospace; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 10px; margin-top: 16px; padding: 0;
  list-style: none; }
.tiles li { padding: 7px 12px; border: 1px solid #e3e6eb; border-radius: 10px; break-inside: avoid; }
.tiles b { display: block; font-size: 17pt; line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; }
.tiles b.text { font-size: 11.5pt; line-height: 1.85; }
.tiles span { color: #5b6472; font-size: 8.6pt; }
.statement { display: flex; gap: 10px; margin-top: 12px; padding: 10px 14px; border-radius: 10px; font-size: 9.2pt;
  break-inside: avoid; overflow-wrap: anywhere; }
.good { background: #e4f4eb; color: #11603b; } .care { background: #fdf1dc; color: #774800; }
.danger { background: #fdecea; color: #a01e15; }
.charts { display: grid; grid-template-columns: ${isWide ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)'}; gap: 14px 32px; margin-top: 18px; }
.charts figure:only-child { grid-column: 1 / -1; }
figure { break-inside: avoid; }
figcaption { margin-bottom: 6px; font-weight: 600; font-size: 10pt; }
figure svg { display: block; width: 100%; max-width: ${isWide ? '560px' : '500px'}; height: auto; }
svg text { font: 400 11px ${SANS}; fill: #5b6472; unicode-bidi: plaintext; }
svg .label { fill: #14181f; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 6px 0 0; padding: 0; list-style: none; font-size: 8.4pt; color: #5b6472; }
.legend i { display: inline-block; width: 9px; height: 9px; margin-right: 5px; border-radius: 2px; }
.data { margin-top: 28px; }
.data > p { margin-bottom: 8px; color: #5b6472; font-size: 8.6pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: var(--table); line-height: 1.4; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 4px ${density === 'tiny' ? '3px' : '5px'}; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { overflow-wrap: normal; color: #5b6472; font-weight: 600; border-bottom: 1.5px solid #14181f; vertical-align: bottom; }
tbody th, tbody td { border-bottom: 1px solid #eef0f3; }
tbody th { font-weight: 600; }
.n { text-align: right; } .l { padding-left: 1px; padding-right: 1px; text-align: center; }
thead .l { height: 118px; }
thead .l span { display: inline-block; writing-mode: vertical-rl; rotate: 180deg; text-align: left; font-weight: 500;
  max-height: 112px; line-height: 1.15; white-space: nowrap; }
td.w { background: #e8edff; color: #2443c4; font-weight: 600; } td.r { background: #f0f2f5; } td.o { color: #626b7a; }
.chip { padding: 1px 4px; border-radius: 4px; background: #f0f2f5; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.chip.w { background: #e8edff; color: #2443c4; }
.mono { font-family: 'Liberation Mono', ui-monospace, monospace; font-size: 0.92em; }
.nothing { color: #626b7a; } td .high { color: #a01e15; font-weight: 600; } td .medium { color: #774800; font-weight: 600; }
td.blank { border-bottom: 1px solid #7f8895; }
.sign { margin-top: 30px; break-inside: avoid; }
.sign dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 30px 36px; margin-top: 34px; }
.sign dt { padding-top: 5px; border-top: 1px solid #14181f; } .sign dd { display: none; }
${medium === 'paper' ? '@media screen { .data { display: none; } }\n' : ''}@media print {
  html { background: #fff; }
  main { max-width: none; margin: 0; padding: 0; border: 0; border-radius: 0; }
  .data { break-before: page; margin-top: 0; }
  .data h2 { margin-top: 0; }
  /* A single chart fits on the first page. */
  .charts figure:only-child svg { max-height: ${isWide ? '80mm' : '130mm'}; }
}
`;
