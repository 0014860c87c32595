import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { recentDays, totalOf } from '../../../../shared/keys/usage';
import type { KeyUsage } from '../../../../shared/keys/usage';
import { bridge } from '../../../bridge/bridge';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { FieldLabel } from '../../../ui/controls/field';
import { useFormats } from '../../../ui/text/formats';
import { useMinute } from '../../../ui/hooks/now';
import { UsageBars } from './usage-bars';

const Box = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 16px',
  padding: '10px 12px',
  border: border.line,
  borderRadius: radius.control,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  color: role.secondary,
  '& strong': { fontWeight: 600, color: role.text },
  '& > div': { flex: 'none', width: 210, marginInlineStart: 'auto' },
});

/** How often the key was used in the last days. Hidden when no endpoint has reported usage. */
export function UsageField({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { past } = useFormats();
  const now = useMinute();
  const [usage, setUsage] = useState<KeyUsage | null>(null);
  useEffect(() => {
    void bridge.keys.usage({ id: apiKey.id }).then((found) => {
      // The form is complete without it.
      if (found.ok) setUsage(found.value);
    });
  }, [apiKey.id]);
  if (usage === null) return null;
  const days = recentDays(usage, now);
  return (
    <div>
      <FieldLabel as="span">{t('form.usage')}</FieldLabel>
      <Box>
        <span>
          <strong>{t('form.usageTotal', { count: totalOf(days) })}</strong>
          {apiKey.lastUsedAt !== null && (
            <> · {t('form.usageLast', { when: past(Date.parse(apiKey.lastUsedAt), now) })}</>
          )}
        </span>
        <UsageBars days={days} />
      </Box>
    </div>
  );
}
