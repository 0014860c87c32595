import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { lineHeight, textSize } from '../theme/tokens';

const Header = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: '8px 16px',
  '& > div': { flex: '1 1 320px', minWidth: 0 },
  '& h1': {
    fontSize: textSize.page,
    lineHeight: lineHeight.page,
    fontWeight: 650,
    letterSpacing: '-0.01em',
  },
  '& p': { marginTop: 2, color: role.secondary },
});

/** The header of a page: its title, one sentence, and the main button at the right. */
export function PageHeader({
  title,
  subtitle,
  action,
}: {
  title: string;
  subtitle: string;
  action?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus starts at the title of a new page, unless the user has already moved it.
  useEffect(() => {
    const focused = document.activeElement ?? document.body;
    if (focused === document.body || focused.closest('nav')) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <Header>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{subtitle}</p>
      </div>
      {action}
    </Header>
  );
}
