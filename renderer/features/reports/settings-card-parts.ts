import { styled } from '@mui/material/styles';
import { role } from '../../ui/theme/colour-roles';

export const Card = styled('section')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 14,
  padding: '16px 18px 18px',
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  '& h2': { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
});
