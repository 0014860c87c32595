import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Card } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, textSize } from '../../ui/theme/tokens';

/** A group of settings. */
export const SettingsCard = styled(Card)({
  maxWidth: 720,
  '& > * + *': { borderTop: border.faint },
});

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  padding: '14px 20px',
  '& > div:first-of-type': { flex: '1 1 260px', minWidth: 0 },
  '& h3': { margin: 0, fontSize: textSize.body, lineHeight: lineHeight.body, fontWeight: 600 },
  '& p': { fontSize: textSize.small, lineHeight: lineHeight.small, color: role.secondary },
});

/** One setting: its title, its help, and the control at the end. */
export function SettingRow({
  title,
  help,
  children,
}: {
  title: string;
  help: string;
  /** receives the ids of title and help as its accessible name and description */
  children: (ids: { labelledBy: string; describedBy: string }) => ReactNode;
}) {
  const id = useId();
  const ids = { labelledBy: `${id}-title`, describedBy: `${id}-help` };
  return (
    <Row>
      <div>
        <h3 id={ids.labelledBy}>{title}</h3>
        <p id={ids.describedBy}>{help}</p>
      </div>
      {children(ids)}
    </Row>
  );
}
