import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskCode, RiskSeverity } from '../../../shared/keys/risk-codes';
import type { Finding } from '../../../shared/keys/fold-findings';
import { REMEDIES } from '../../../shared/keys/remedies';
import type { Risk } from '../../../shared/keys/risks';
import { hrefOf } from '../../ui/hooks/page-address';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFormats } from '../../ui/text/formats';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import { CheckCard, RowButton, RowLink } from './check-card';

const Row = styled('li')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '64px minmax(0, 1fr) auto',
  gap: '8px 14px',
  padding: '14px 16px',
  '& + &': { borderTop: border.faint },
  '& > div': { minWidth: 0 },
  '& h2': { margin: 0, fontSize: textSize.body, lineHeight: lineHeight.body, fontWeight: 600 },
  '& p': {
    fontSize: textSize.small,
    lineHeight: lineHeight.body,
    color: role.secondary,
    overflowWrap: 'anywhere',
  },
  '& p a': { color: role.accentText },
  '@media (max-width: 1000px)': {
    gridTemplateColumns: '64px minmax(0, 1fr)',
    '& > :nth-child(3)': { gridColumn: 2 },
  },
});

const Actions = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'start',
  gap: 8,
  '& > [data-quiet]': { borderColor: 'transparent', background: 'none', color: role.secondary },
  '& > [data-quiet]:hover': { background: role.hover, color: role.text },
});

/** The severity as a word. */
const Severity = styled('span')<{ 'data-severity': RiskSeverity }>({
  alignSelf: 'start',
  padding: '2px 0',
  border: border.forced,
  borderRadius: radius.small,
  textAlign: 'center',
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  fontWeight: 600,
  '&[data-severity=high]': { background: role.dangerSoft, color: role.danger },
  '&[data-severity=medium]': { background: role.careSoft, color: role.care },
  '&[data-severity=low]': { background: role.chip, color: role.secondary },
});

/** The names of as many keys as one line has room for. */
const MAX_NAMED = 2;

/** The findings, the most urgent first: the keys, the reason, and what to do. */
export function Findings({
  findings,
  nameOf,
  ruleOf,
  canChange,
  onAccept,
}: {
  findings: readonly Finding[];
  nameOf: (id: string) => string;
  /** the rule behind a finding, in words; null for a check */
  ruleOf: (code: RiskCode) => string | null;
  canChange: boolean;
  onAccept: (risk: Risk) => void;
}) {
  const { t } = useTranslation();
  const { list } = useFormats();
  if (findings.length === 0) return null;
  const namesOf = ({ keyIds }: Risk): string => {
    const names = keyIds.slice(0, MAX_NAMED).map((id) => bidiIsolate(nameOf(id)));
    const others = keyIds.length - names.length;
    return list(others > 0 ? [...names, t('check.others', { count: others })] : names);
  };
  return (
    <CheckCard aria-label={t('check.groups.findings')}>
      <ul>
        {findings.map((finding) => {
          const { code, severity, keyIds, also } = finding;
          const count = keyIds.length;
          const what = t(`risks.${code}.short`);
          const remedy = REMEDIES[code];
          const rule = ruleOf(code);
          return (
            <Row key={code}>
              <Severity data-severity={severity}>{t(`check.severity.${severity}`)}</Severity>
              <div>
                <h2>{t(`risks.${code}.title`, { count })}</h2>
                <p>
                  {namesOf(finding)}. {rule !== null && t('check.rule', { rule })}{' '}
                  {t(`risks.${code}.why`)} {t(`risks.${code}.what`)}
                </p>
                {also.map((other) => (
                  <p key={other.code}>
                    {t('check.also')}{' '}
                    <a href={hrefOf('api-keys', { check: other.code })}>
                      {t(`risks.${other.code}.title`, { count: other.keyIds.length })}
                    </a>
                  </p>
                ))}
              </div>
              <Actions>
                {canChange && (
                  <RowButton
                    type="button"
                    data-quiet
                    aria-label={t('check.acceptNamed', { what })}
                    onClick={() => onAccept(finding)}
                  >
                    {t('check.accept')}
                  </RowButton>
                )}
                <RowLink
                  href={hrefOf('api-keys', { check: code })}
                  aria-label={t('check.showNamed', { count, what })}
                >
                  {t('check.show')}
                </RowLink>
                {canChange && remedy && (
                  <RowLink
                    href={hrefOf('api-keys', { check: code, select: 'all', open: 'remedy' })}
                    aria-label={t('check.remedyNamed', {
                      remedy: t(`check.remedies.${remedy}`),
                      count,
                      what,
                    })}
                  >
                    {t(`check.remedies.${remedy}`)}
                  </RowLink>
                )}
              </Actions>
            </Row>
          );
        })}
      </ul>
    </CheckCard>
  );
}

const Chips = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  padding: '0 20px 18px !important',
  '& > li': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    padding: '2px 10px 2px 6px',
    borderRadius: radius.small,
    background: role.goodSoft,
    color: role.good,
    fontSize: textSize.small,
  },
});

/** The checks and rules without a finding. */
export function GoodChecks({ codes }: { codes: readonly RiskCode[] }) {
  const { t } = useTranslation();
  const id = useId();
  if (codes.length === 0) return null;
  return (
    <CheckCard aria-labelledby={id}>
      <h2 id={id}>{t('check.groups.good')}</h2>
      <p>{t('check.goodHelp')}</p>
      <Chips>
        {codes.map((code) => (
          <li key={code}>
            <Icon name="check" size={14} />
            {t(`risks.${code}.short`)}
          </li>
        ))}
      </Chips>
    </CheckCard>
  );
}
