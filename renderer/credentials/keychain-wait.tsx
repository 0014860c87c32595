import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../ui/theme/colour-roles';
import { textSize } from '../ui/theme/tokens';

/** A keychain that needs no input responds within this time. */
const UNREMARKABLE_MS = 1_500;

const Line = styled('div')({
  color: role.secondary,
  fontSize: textSize.small,
  '& > p + *': { marginTop: 4 },
});

/**
 * Says that the app is waiting for the keychain, once that takes longer than usual.
 *
 * @param children the alternatives to waiting
 */
export function KeychainWait({ active, children }: { active: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setIsLong(true), UNREMARKABLE_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [active]);
  return (
    <Line role="status">
      {active && isLong && (
        <>
          <p>{t('security.keychainWaits')}</p>
          {children}
        </>
      )}
    </Line>
  );
}
