import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changedRules } from '../../../shared/rules/rule-changes';
import { bridge } from '../../bridge/bridge';
import { useRules, useRulesDraft } from '../../bridge/rules';
import { useUnsaved } from '../../bridge/use-unsaved';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { navigateTo } from '../../ui/hooks/page-address';

/** Asks before the app ends while rules are changed and not saved, on whichever page. */
export function UnsavedRules() {
  const { t } = useTranslation();
  const rules = useRules()?.rules;
  const [draft] = useRulesDraft();
  const isChanged = rules !== undefined && changedRules(rules, { ...rules, ...draft }).length > 0;
  const [asking, setAsking] = useState(false);
  useUnsaved(isChanged, () => setAsking(true));
  if (!asking) return null;
  return (
    <ConfirmDialog
      title={t('dialogs.discard.title')}
      sentence={t('rules.leaving')}
      keep={t('dialogs.discard.keep')}
      go={t('dialogs.discard.discard')}
      onAnswer={(discard) => {
        setAsking(false);
        if (discard) void bridge.app.quit();
        else navigateTo('security-check', { tab: 'rules' });
      }}
    />
  );
}
