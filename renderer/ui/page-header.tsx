import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { role } from './colour-roles';

const Header = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: '8px 16px',
  '& > div': { flex: '1 1 320px', minWidth: 0 },
  '& h1': { fontSize: 24, lineHeight: '32px', fontWeight: 650, letterSpacing: '-0.01em' },
  '& p': { marginTop: 2, color: role.secondary },
});

/** The head of a page: what it is, one sentence, and its main button at the right. */
export function PageHeader({
  title,
  subtitle,
  action,
}: {
  title: string;
  subtitle: string;
  action?: ReactNode;
}) {
  return (
    <Header>
      <div>
        <h1>{title}</h1>
        <p>{subtitle}</p>
      </div>
      {action}
    </Header>
  );
}
