import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../bridge/preferences';
import { role } from '../../ui/colour-roles';
import { PageHeader } from '../../ui/page-header';
import { Segmented } from '../../ui/segmented';

const THEMES = ['system', 'light', 'dark'] as const;

const Card = styled('section')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  maxWidth: 640,
  padding: '16px 20px',
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  '& h2': { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
  '& p': { fontSize: 13, color: role.secondary },
});

/** What a person can choose about the app. A choice takes effect at once. */
export function PreferencesPage() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const id = useId();
  return (
    <>
      <PageHeader title={t('preferences.title')} subtitle={t('preferences.subtitle')} />
      <Card>
        <div>
          <h2 id={`${id}-theme`}>{t('preferences.theme')}</h2>
          <p id={`${id}-help`}>{t('preferences.themeHelp')}</p>
        </div>
        <Segmented
          labelledBy={`${id}-theme`}
          describedBy={`${id}-help`}
          value={preferences.theme}
          choices={THEMES.map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
          onChange={(theme) => change({ theme })}
        />
      </Card>
    </>
  );
}
