import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../bridge/preferences';
import { PageHeader } from '../../ui/page-header';
import { Segmented } from '../../ui/segmented';
import { SwitchField } from '../../ui/switch-field';
import { Card } from './card';
import { UpdatesCard } from './updates-card';

const THEMES = ['system', 'light', 'dark'] as const;

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
      <Card>
        <SwitchField
          label={t('preferences.tray')}
          help={t('preferences.trayHelp')}
          checked={preferences.tray}
          onChange={(tray) => change({ tray })}
        />
      </Card>
      <UpdatesCard />
    </>
  );
}
