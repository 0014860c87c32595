import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';

/** The card: an area of a page with its own surface. A feature adds only the layout inside. */
export const Card = styled('section')({
  background: role.surface,
  border: border.line,
  borderRadius: radius.card,
});

/** The style of a card's heading. Other headings inside a card do not have it. */
export const cardHeading = {
  fontSize: textSize.body,
  lineHeight: lineHeight.body,
  fontWeight: 600,
} as const;
