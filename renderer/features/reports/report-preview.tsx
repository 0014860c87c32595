import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { PreviewChart } from './preview-chart';
import { PreviewTable } from './preview-table';
import { PAPER, paperBorder } from '../../ui/theme/paper';
import type { PreviewState } from './use-report-preview';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';

/** White in every theme, like paper. */
const Paper = styled('div')({
  padding: '28px 32px 32px',
  borderRadius: radius.card,
  border: paperBorder.line,
  background: PAPER.ground,
  color: PAPER.text,
  colorScheme: 'light',
  overflow: 'hidden',
  transition: 'opacity 140ms',
  '&[data-loading=true]': { opacity: 0.6 },
  '& h3': {
    margin: 0,
    fontSize: textSize.page,
    lineHeight: lineHeight.report,
    fontWeight: 650,
    letterSpacing: '-0.02em',
  },
  '& h3 + p': { margin: '4px 0 0', color: PAPER.secondary },
});

const About = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 160px), 1fr))',
  gap: '10px 20px',
  margin: '18px 0 0',
  padding: '12px 0',
  borderTop: paperBorder.rule,
  borderBottom: paperBorder.line,
  '& dt': { fontSize: textSize.hint, lineHeight: lineHeight.hint, color: PAPER.secondary },
  '& dd': {
    margin: 0,
    fontSize: textSize.small,
    lineHeight: lineHeight.small,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  '& [data-wide=true]': { gridColumn: '1 / -1' },
});

const Tiles = styled('ul')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(72px, 1fr))',
  gap: 8,
  margin: '16px 0 0',
  padding: 0,
  listStyle: 'none',
  '& li': { padding: '8px 10px', border: paperBorder.line, borderRadius: radius.control },
  '& b': {
    display: 'block',
    fontSize: textSize.figure,
    lineHeight: lineHeight.dialog,
    fontWeight: 600,
  },
  '& b[data-text=true]': { fontSize: textSize.body },
  '& span': { fontSize: textSize.hint, lineHeight: lineHeight.hint, color: PAPER.secondary },
});

const StatementLine = styled('p')({
  margin: '12px 0 0',
  padding: '8px 12px',
  borderRadius: radius.control,
  fontSize: textSize.small,
  overflowWrap: 'anywhere',
  '&[data-tone=good]': { background: PAPER.goodSoft, color: PAPER.good },
  '&[data-tone=care]': { background: PAPER.careSoft, color: PAPER.care },
  '&[data-tone=danger]': { background: PAPER.dangerSoft, color: PAPER.danger },
});

const Charts = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
  gap: '16px 24px',
  marginTop: 20,
});

/** The length in characters from which a value gets a line of its own. */
const LONG_VALUE = 32;

/** The first page of the report. */
export function ReportPreviewPaper({ state }: { state: PreviewState }) {
  const { t } = useTranslation();
  const { preview, failure, isLoading } = state;
  return (
    <section aria-label={t('reports.preview')} aria-busy={isLoading}>
      <FailureAlert failure={failure} />
      {preview && failure === null && (
        <Paper data-loading={isLoading}>
          <h3>{preview.title}</h3>
          <p>{preview.subtitle}</p>
          <About>
            {preview.about.map(({ id, label, value }) => (
              <div key={id} data-wide={id === 'dataSha256' || value.length > LONG_VALUE}>
                <dt>{label}</dt>
                <dd>
                  <bdi dir="auto">
                    {id === 'generatedAt' ? value.slice(0, 16).replace('T', ' ') : value}
                  </bdi>
                </dd>
              </div>
            ))}
          </About>
          {preview.statements.map(({ tone, text }) => (
            <StatementLine key={text} data-tone={tone}>
              {text}
            </StatementLine>
          ))}
          <Tiles>
            {preview.summary.map(({ label, value }) => (
              <li key={label}>
                <b data-text={value.length > 7}>{value}</b>
                <span>{label}</span>
              </li>
            ))}
          </Tiles>
          <Charts>
            {preview.charts
              .filter(({ groups }) => groups.length > 0)
              .map((chart) => (
                <PreviewChart key={chart.title} chart={chart} />
              ))}
          </Charts>
          <PreviewTable preview={preview} />
        </Paper>
      )}
    </section>
  );
}
