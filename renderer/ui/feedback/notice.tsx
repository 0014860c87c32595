import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { role as colour } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';
import { Icon } from '../theme/icons';

type Tone = 'care' | 'danger' | 'calm' | 'good';

const ICONS = { care: 'warning', danger: 'warning', calm: 'info', good: 'check' } as const;

const Box = styled('div')<{ 'data-tone': Tone }>({
  // Visible in forced colours only, which remove the background.
  outline: border.forced,
  display: 'flex',
  gap: 10,
  padding: '10px 12px',
  borderRadius: radius.box,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& > svg': { flex: 'none', marginTop: 1 },
  '& > div': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& strong': { fontWeight: 600 },
  '& > button': { margin: -4, color: 'inherit' },
  '&[data-tone=care]': { background: colour.careSoft, color: colour.care },
  '&[data-tone=danger]': { background: colour.dangerSoft, color: colour.danger },
  '&[data-tone=good]': { background: colour.goodSoft, color: colour.good },
  '&[data-tone=calm]': { background: colour.accentSoft, color: colour.accentText },
});

/**
 * A coloured box with an icon, for what a person should know before they go on. MUI's `Alert` would add 4.2 kB gzip to the
 * first script, and it is an alert by itself: most of these are not to be announced.
 */
export function Notice({
  tone,
  title,
  role,
  action,
  children,
}: {
  tone: Tone;
  title?: string;
  role?: 'alert' | 'status';
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box data-tone={tone} role={role}>
      <Icon name={ICONS[tone]} />
      <div>
        {title !== undefined && <strong>{title}. </strong>}
        {children}
      </div>
      {action}
    </Box>
  );
}
