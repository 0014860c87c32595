import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { LOCK_AFTER_MINUTES } from '../../../shared/preferences/preferences';
import type { LockAfterMinutes } from '../../../shared/preferences/preferences';
import { usePreferences } from '../../bridge/preferences';
import { PageHeader } from '../../ui/layout/page-header';
import { Segmented } from '../../ui/controls/segmented';
import { SwitchField } from '../../ui/controls/switch-field';
import { PreferenceCard } from './preference-card';
import { SecurityRows } from './security/security-rows';
import { SettingRow, SettingsCard } from './setting-row';
import { ScreenCaptureCard } from './screen-capture-card';
import { UpdatesCard } from './updates-card';
import { lineHeight, textSize } from '../../ui/theme/tokens';

const THEMES = ['system', 'light', 'dark'] as const;

const Sections = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  '& > h2': { fontSize: textSize.section, lineHeight: lineHeight.section, fontWeight: 650 },
  '& > section + h2': { marginTop: 12 },
});

/** The preferences. A change takes effect at once. */
export function PreferencesPage({ canChange }: { canChange: boolean }) {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  return (
    <>
      <PageHeader title={t('preferences.title')} subtitle={t('preferences.subtitle')} />
      <Sections>
        <h2>{t('preferences.appearance')}</h2>
        <SettingsCard>
          <SettingRow title={t('preferences.theme')} help={t('preferences.themeHelp')}>
            {(ids) => (
              <Segmented
                {...ids}
                value={preferences.theme}
                choices={THEMES.map((value) => ({
                  value,
                  label: t(`preferences.themes.${value}`),
                }))}
                onChange={(theme) => change({ theme })}
              />
            )}
          </SettingRow>
        </SettingsCard>
        <h2>{t('security.title')}</h2>
        <SettingsCard>
          <SettingRow title={t('preferences.lockAfter')} help={t('preferences.lockAfterHelp')}>
            {(ids) => (
              <Segmented
                {...ids}
                value={String(preferences.lockAfterMinutes)}
                choices={LOCK_AFTER_MINUTES.map((minutes) => ({
                  value: String(minutes),
                  label: t('preferences.minutes', { count: minutes }),
                }))}
                onChange={(minutes) =>
                  change({ lockAfterMinutes: Number(minutes) as LockAfterMinutes })
                }
              />
            )}
          </SettingRow>
          <SecurityRows canChange={canChange} />
        </SettingsCard>
      </Sections>
      <ScreenCaptureCard />
      <PreferenceCard>
        <SwitchField
          label={t('preferences.tray')}
          help={t('preferences.trayHelp')}
          checked={preferences.tray}
          onChange={(tray) => change({ tray })}
        />
      </PreferenceCard>
      <UpdatesCard />
    </>
  );
}
