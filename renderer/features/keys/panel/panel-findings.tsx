import { useTranslation } from 'react-i18next';
import { foldFindings } from '../../../../shared/keys/fold-findings';
import type { Risk } from '../../../../shared/keys/risks';
import { hrefOf } from '../../../ui/hooks/page-address';
import { Lines } from './panel-frame';

/** The findings of the Security check about the key. */
export function PanelFindings({ findings }: { findings: readonly Risk[] }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{t('panel.sections.findings')}</h3>
      <Lines aria-label={t('panel.sections.findings')}>
        {foldFindings(findings).map(({ code, severity }) => (
          <li key={code} title={t(`risks.${code}.why`)}>
            <span data-severity={severity}>
              {t('panel.findings.line', {
                severity: t(`check.severity.${severity}`),
                what: t(`risks.${code}.short`),
              })}
            </span>
          </li>
        ))}
      </Lines>
      <a href={hrefOf('security-check')}>{t('panel.findings.all')}</a>
    </div>
  );
}
