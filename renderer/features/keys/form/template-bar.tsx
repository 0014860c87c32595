import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../../shared/keys/scopes';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { ConfirmDialog } from '../../../ui/feedback/confirm-dialog';
import { TEMPLATE_NAMES, templateOf, withTemplate } from './templates';
import type { TemplateName } from './templates';

const Bar = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 6, marginBottom: 8 });

const Template = styled('button')({
  height: 24,
  padding: '0 9px',
  border: border.line,
  borderRadius: radius.small,
  background: 'transparent',
  color: role.secondary,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  cursor: 'pointer',
  '&:hover': { color: role.text, background: role.hover },
  '&[aria-pressed=true]': {
    background: role.chipWrite,
    borderColor: role.accent,
    color: role.accentText,
    fontWeight: 550,
  },
});

/** Permission templates. Full access asks for confirmation. */
export function TemplateBar({
  scopes,
  onChange,
}: {
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<HTMLElement | null>(null);
  const current = templateOf(scopes);
  const apply = (template: TemplateName) => onChange(withTemplate(scopes, template));

  return (
    <Bar role="group" aria-label={t('form.templates.name')}>
      {TEMPLATE_NAMES.map((name) => (
        <Template
          key={name}
          type="button"
          aria-pressed={name === current}
          onClick={(event) =>
            name === 'fullAccess' ? setAsking(event.currentTarget) : apply(name)
          }
        >
          {t(`form.templates.${name}`)}
        </Template>
      ))}
      {asking && (
        <ConfirmDialog
          title={t('form.fullAccess.title')}
          sentence={t('form.fullAccess.sentence')}
          keep={t('common.cancel')}
          go={t('form.fullAccess.confirm')}
          onAnswer={(goOn) => {
            if (goOn) apply('fullAccess');
            asking.focus();
            setAsking(null);
          }}
        />
      )}
    </Bar>
  );
}
