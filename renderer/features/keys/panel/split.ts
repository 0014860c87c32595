import { styled } from '@mui/material/styles';

/** From this width of the window on, the details of a key are beside the list, not over it. */
export const BESIDE = '@media (min-width: 1200px)';

/** The list, and the details of a key. */
export const Split = styled('div')({
  position: 'relative',
  flex: 1,
  display: 'flex',
  gap: 16,
  minHeight: 240,
  '& > section': { minWidth: 0 },
});
