import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../../shared/keys/scopes';
import { role } from '../../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../../ui/theme/tokens';

const Section = styled('div')({
  marginTop: 12,
  fontSize: textSize.small,
  '& h3': { margin: 0, fontSize: textSize.small, lineHeight: lineHeight.small, fontWeight: 600 },
  '& p': { fontSize: textSize.hint, lineHeight: lineHeight.hint, color: role.faint },
  '& ul': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 4,
    margin: '6px 0 0',
    padding: 0,
    listStyle: 'none',
  },
  '& li': {
    maxWidth: '100%',
    padding: '0 7px',
    borderRadius: radius.small,
    background: role.chip,
    color: role.secondary,
    fontSize: textSize.hint,
    lineHeight: lineHeight.body,
    overflowWrap: 'anywhere',
  },
});

/** Permissions that this app does not know. They are shown and kept, and cannot be changed. */
export function OtherPermissions({ scopes }: { scopes: readonly Scope[] }) {
  const { t } = useTranslation();
  const id = useId();
  if (scopes.length === 0) return null;
  return (
    <Section>
      <h3 id={id}>{t('form.otherPermissions')}</h3>
      <p>{t('form.otherPermissionsHelp')}</p>
      <ul aria-labelledby={id}>
        {scopes.map((scope) => (
          <li key={scope}>
            <bdi>{scope}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  );
}
