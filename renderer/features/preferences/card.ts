import { styled } from '@mui/material/styles';
import { role } from '../../ui/theme/colour-roles';

/** One thing that can be chosen, with its words. */
export const Card = styled('section')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  maxWidth: 720,
  padding: '16px 20px',
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  '& h2': { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
  // A switch among settings is written as they are.
  '& div > label': { fontSize: 14 },
  '& div > p': { fontSize: 13, lineHeight: '18px', color: role.secondary },
});
