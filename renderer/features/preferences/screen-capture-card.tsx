import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge/bridge';
import { usePreferences } from '../../bridge/preferences';
import { SwitchField } from '../../ui/controls/switch-field';
import { PreferenceCard } from './preference-card';

/** Whether screen captures show the window. Hidden where the system cannot exclude the window. */
export function ScreenCaptureCard() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const [isPossible, setPossible] = useState(false);
  useEffect(() => {
    void bridge.app.about().then((about) => {
      setPossible(about.ok && about.value.canProtectContent);
    });
  }, []);
  if (!isPossible) return null;
  return (
    <PreferenceCard>
      <SwitchField
        label={t('preferences.protectContent')}
        help={t('preferences.protectContentHelp')}
        checked={preferences.protectContent}
        onChange={(protectContent) => change({ protectContent })}
      />
    </PreferenceCard>
  );
}
