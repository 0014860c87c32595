import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';

/** How far a long work is; it needs a label. */
export const ProgressBar = styled('progress')({
  flex: 1,
  appearance: 'none',
  width: '100%',
  height: 6,
  border: 0,
  borderRadius: 3,
  overflow: 'hidden',
  background: role.chip,
  '&::-webkit-progress-bar': { background: role.chip },
  '&::-webkit-progress-value': { background: role.accent, borderRadius: 3 },
});
