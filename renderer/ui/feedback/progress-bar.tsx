import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { radius } from '../theme/tokens';

const Bar = styled(LinearProgress)({
  flex: 1,
  width: '100%',
  height: 6,
  borderRadius: radius.round,
  background: role.chip,
  // It shows where the work is, not where it was a moment ago.
  '& .MuiLinearProgress-bar': {
    borderRadius: radius.round,
    background: role.accent,
    transition: 'none',
  },
});

/** How far a long work is. */
export const ProgressBar = ({ label, share }: { label: string; share: number }) => (
  <Bar variant="determinate" value={share * 100} aria-label={label} />
);
