import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { role } from '../ui/theme/colour-roles';
import { lineHeight, textSize } from '../ui/theme/tokens';
import { useSecondsUntil } from '../ui/hooks/now';

const Line = styled('p')({
  marginTop: -12,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  color: role.danger,
  fontVariantNumeric: 'tabular-nums',
});

/**
 * The remaining delay before the next attempt. It is separate from the announced error message,
 * because an announcement every second would disturb.
 */
export function RetryCountdown({ until }: { until: number | null }) {
  const { t } = useTranslation();
  const seconds = useSecondsUntil(until);
  return seconds ? <Line>{t('vault.unlock.wait', { count: seconds })}</Line> : null;
}
