import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { Icon } from '../theme/icons';
import type { IconName } from '../theme/icons';

const Card = styled('section')({
  flex: 1,
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'center',
  padding: 24,
  minHeight: 280,
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  textAlign: 'center',
  '& h2': { fontSize: 18, lineHeight: '26px', fontWeight: 650 },
  '& p': { maxWidth: 440, margin: '4px 0 20px', color: role.secondary, textWrap: 'balance' },
});

const Badge = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 56,
  height: 56,
  marginBottom: 16,
  borderRadius: 16,
  background: role.accentSoft,
  color: role.accentText,
});

/** What stands where a list would, when there is none: what that means, and what to do. */
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
    <Card>
      <Badge>
        <Icon name={icon} />
      </Badge>
      <h2>{title}</h2>
      <p>{sentence}</p>
      {children && <div>{children}</div>}
    </Card>
  );
}
