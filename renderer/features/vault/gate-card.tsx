import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Card } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import type { IconName } from '../../ui/theme/icons';

const Ground = styled('main')({
  minHeight: '100%',
  display: 'grid',
  placeItems: 'center',
  padding: 24,
});

const Gate = styled(Card)({
  width: '100%',
  background: role.raised,
  borderRadius: radius.gate,
  padding: 32,
  boxShadow: role.shadow,
  '& h1': {
    fontSize: textSize.gate,
    lineHeight: lineHeight.gate,
    fontWeight: 650,
    letterSpacing: '-0.01em',
  },
});

const Badge = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 44,
  height: 44,
  marginBottom: 16,
  borderRadius: radius.card,
  background: role.accent,
  color: role.onAccent,
});

const Subtitle = styled('p')({ marginTop: 2, color: role.secondary });

/** Fields and buttons below the title. */
export const GateForm = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  marginTop: 20,
});

/** The card of the screens without an unlocked vault: first run, unlock, damage. */
export function GateCard({
  icon,
  title,
  subtitle,
  width = 400,
  children,
}: {
  icon: IconName;
  title: string;
  subtitle?: ReactNode;
  width?: number;
  children: ReactNode;
}) {
  return (
    <Ground>
      <Gate style={{ maxWidth: width }}>
        <Badge>
          <Icon name={icon} />
        </Badge>
        <h1>{title}</h1>
        {subtitle && <Subtitle>{subtitle}</Subtitle>}
        {children}
      </Gate>
    </Ground>
  );
}
