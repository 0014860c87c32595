import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';

const Total = styled(Card)({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  padding: '18px 20px',
  '& > span': {
    display: 'grid',
    placeItems: 'center',
    flex: 'none',
    width: 44,
    height: 44,
    borderRadius: radius.card,
  },
  '& > [data-tone=good]': { background: role.goodSoft, color: role.good },
  '& strong': {
    display: 'block',
    fontSize: textSize.heading,
    lineHeight: lineHeight.heading,
    fontWeight: 600,
  },
  '& p': { color: role.secondary },
});

const Line = styled('p')({ color: role.secondary, fontSize: textSize.small });

/** The summary: whether there is something to do. */
export function Summary({
  keyCount,
  found,
  checks,
}: {
  keyCount: number;
  /** the number of checks with a finding */
  found: number;
  checks: number;
}) {
  const { t } = useTranslation();
  const isGood = found === 0;
  if (!isGood) return <Line role="status">{sentence()}</Line>;
  return (
    <Total role="status">
      <span data-tone="good">
        <Icon name="shield" size={24} />
      </span>
      <div>
        <strong>{t('check.summary.good')}</strong>
        <p>{sentence()}</p>
      </div>
    </Total>
  );

  function sentence(): string {
    if (keyCount === 0) return t('check.summary.noKeys');
    if (isGood) return t('check.summary.goodSentence', { count: keyCount, checks });
    return t('check.summary.foundSentence', { count: keyCount, checks, good: checks - found });
  }
}
