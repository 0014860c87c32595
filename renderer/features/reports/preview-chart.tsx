import { styled } from '@mui/material/styles';
import { chartInWords, layoutChart, SERIES_COLOURS } from '../../../shared/reports/chart-layout';
import type { Chart } from '../../../shared/reports/report';
import { PAPER } from '../../ui/theme/paper';
import { lineHeight, textSize } from '../../ui/theme/tokens';
import { useFormats } from '../../ui/text/formats';

const Figure = styled('figure')({
  margin: 0,
  minWidth: 0,
  '& figcaption': {
    marginBottom: 6,
    fontSize: textSize.small,
    lineHeight: lineHeight.small,
    fontWeight: 600,
  },
  '& svg': { display: 'block', width: '100%', height: 'auto' },
  '& text': { fontSize: textSize.chart, fill: PAPER.secondary, unicodeBidi: 'plaintext' },
  '& text[data-label=true]': { fill: PAPER.text },
  '& line': { stroke: PAPER.line },
  '& ul': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 14px',
    margin: '4px 0 0',
    padding: 0,
    listStyle: 'none',
    fontSize: textSize.hint,
    color: PAPER.secondary,
  },
  '& li': { display: 'flex', alignItems: 'center', gap: 6 },
});

/** The chart of the report, with the layout of the exported file. */
export function PreviewChart({ chart }: { chart: Chart }) {
  const { number } = useFormats();
  const { width, height, lines, rects, texts } = layoutChart(chart, number);
  return (
    <Figure>
      <figcaption>{chart.title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={chartInWords(chart)}>
        {lines.map((line) => (
          <line key={`${line.x1} ${line.y1} ${line.x2}`} {...line} />
        ))}
        {rects.map(({ series, ...rect }) => (
          <rect
            key={`${rect.x} ${rect.y} ${series}`}
            {...rect}
            width={Math.max(1, rect.width)}
            height={Math.max(1, rect.height)}
            fill={colourOf(series)}
          />
        ))}
        {texts.map(({ x, y, text, anchor, isLabel }) => (
          <text key={`${x} ${y}`} x={x} y={y} textAnchor={anchor} data-label={isLabel}>
            {text}
          </text>
        ))}
      </svg>
      {chart.series.length > 1 && (
        <ul>
          {chart.series.map((name, index) => (
            <li key={name}>
              <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true" style={SWATCH}>
                <rect width="9" height="9" rx="2" fill={colourOf(index)} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </Figure>
  );
}

const SWATCH = { width: 9, flex: 'none' } as const;

const colourOf = (series: number): string => SERIES_COLOURS[series] ?? SERIES_COLOURS[0];
