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
  // No transition: it shows the present progress.
  '& .MuiLinearProgress-bar': {
    borderRadius: radius.round,
    background: role.accent,
    transition: 'none',
  },
});

/** The progress of a long task. */
export const ProgressBar = ({ label, share }: { label: string; share: number }) => (
  <Bar variant="determinate" value={share * 100} aria-label={label} />
);
