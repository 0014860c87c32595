import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { radius } from '../theme/tokens';

/** How far a long work is; it needs a label. */
export const ProgressBar = styled('progress')({
  flex: 1,
  appearance: 'none',
  width: '100%',
  height: 6,
  border: 0,
  borderRadius: radius.round,
  overflow: 'hidden',
  background: role.chip,
  '&::-webkit-progress-bar': { background: role.chip },
  '&::-webkit-progress-value': { background: role.accent, borderRadius: radius.round },
});
