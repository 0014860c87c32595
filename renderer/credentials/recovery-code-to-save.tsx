import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../ui/controls/check-field';
import { Notice } from '../ui/feedback/notice';
import { RecoveryCodeBox } from './recovery-code-box';

/**
 * Shows a recovery code, once. The next step needs the person's confirmation that the code is
 * saved.
 */
export function RecoveryCodeToSave({
  code,
  saved,
  onSaved,
  children,
}: {
  code: string;
  saved: boolean;
  onSaved: (saved: boolean) => void;
  /** advice between the code and the warning */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <>
      <RecoveryCodeBox code={code} />
      {children}
      <Notice tone="care">{t('vault.recovery.warning')}</Notice>
      <CheckField label={t('vault.recovery.saved')} checked={saved} onChange={onSaved} />
    </>
  );
}
