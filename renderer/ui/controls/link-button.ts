import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { lineHeight, radius, textSize } from '../theme/tokens';

/** A button in the look of a link, for an alternative action. */
export const LinkButton = styled('button')({
  alignSelf: 'flex-start',
  padding: 0,
  border: 0,
  background: 'none',
  color: role.accentText,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  cursor: 'pointer',
  borderRadius: radius.tick,
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: 3 },
});
