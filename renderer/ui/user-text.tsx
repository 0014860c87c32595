import { styled } from '@mui/material/styles';

const Isolated = styled('bdi')({
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  maxWidth: '100%',
});

/**
 * Text that somebody typed, on one line: cut off where there is no room, whole in its tooltip, and with its
 * direction marks kept inside.
 */
export function UserText({ children, className }: { children: string; className?: string }) {
  return (
    <Isolated className={className} title={children} dir="auto">
      {children}
    </Isolated>
  );
}
