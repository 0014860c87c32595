import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Risk } from '../../../shared/keys/risks';
import type { RiskCode } from '../../../shared/keys/risk-codes';
import { hrefOf } from '../../ui/hooks/page-address';
import { role } from '../../ui/theme/colour-roles';
import { radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import type { IconName } from '../../ui/theme/icons';
import { CheckCard, CheckRow, Mark, RowLink } from './check-card';

const TONES = { high: 'care', medium: 'calm', low: 'quiet' } as const;

const ICONS: Record<RiskCode, IconName> = {
  compromised: 'warning',
  'full-access': 'key',
  'rotation-overdue': 'sync',
  'many-write-scopes': 'edit',
  'no-ip-limit': 'shield',
  'expires-in-14-days': 'clock',
  unused: 'hide',
  'no-expiry': 'clock',
  'expires-in-30-days': 'clock',
  expired: 'delete',
  'never-used': 'hide',
  'disabled-long': 'power',
  'shared-integration': 'copy',
  'no-integration': 'info',
  'rule-forbidden-permissions': 'key',
  'rule-addresses-required': 'shield',
  'rule-expiry-required': 'clock',
  'rule-max-lifetime': 'clock',
  'rule-rotate-every': 'sync',
  'rule-unused-for': 'hide',
  'rule-owner-required': 'info',
  'rule-one-key-each': 'copy',
  'rule-name-pattern': 'edit',
};

/** Findings of one group: the reason, the advice and the keys. */
export function Findings({
  group,
  risks,
}: {
  group: 'attention' | 'tidy';
  risks: readonly Risk[];
}) {
  const { t } = useTranslation();
  const id = useId();
  if (risks.length === 0) return null;
  return (
    <CheckCard aria-labelledby={id}>
      <h2 id={id}>{t(`check.groups.${group}`)}</h2>
      <ul>
        {risks.map(({ code, severity, keyIds }) => {
          const count = keyIds.length;
          return (
            <CheckRow key={code}>
              <Mark data-tone={TONES[severity]} data-tip={t(`check.severity.${severity}`)}>
                <Icon name={ICONS[code]} size={16} />
              </Mark>
              <div>
                <h3>{t(`risks.${code}.title`, { count })}</h3>
                <p>
                  {t(`risks.${code}.why`)} {t(`risks.${code}.what`)}
                </p>
              </div>
              <RowLink
                href={hrefOf('api-keys', { check: code })}
                aria-label={t('check.showNamed', { count, what: t(`risks.${code}.short`) })}
              >
                {t('check.show', { count })}
              </RowLink>
            </CheckRow>
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

/** The checks without a finding. */
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
