import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Card } from '../layout/card';
import { role } from '../theme/colour-roles';
import { lineHeight, radius, textSize } from '../theme/tokens';
import { Icon } from '../theme/icons';
import type { IconName } from '../theme/icons';

const Message = styled(Card)({
  flex: 1,
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'center',
  padding: 24,
  minHeight: 280,
  textAlign: 'center',
  '& h2': { fontSize: textSize.dialog, lineHeight: lineHeight.dialog, fontWeight: 650 },
  '& p': { maxWidth: 440, margin: '4px 0 20px', color: role.secondary, textWrap: 'balance' },
});

const Badge = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 56,
  height: 56,
  marginBottom: 16,
  borderRadius: radius.gate,
  background: role.accentSoft,
  color: role.accentText,
});

/** The message in place of an empty list: the reason, and what to do. */
export function PageMessage({
  icon,
  title,
  sentence,
  children,
}: {
  icon: IconName;
  title: string;
  sentence: string;
  children?: ReactNode;
}) {
  return (
    <Message>
      <Badge>
        <Icon name={icon} />
      </Badge>
      <h2>{title}</h2>
      <p>{sentence}</p>
      {children && <div>{children}</div>}
    </Message>
  );
}
