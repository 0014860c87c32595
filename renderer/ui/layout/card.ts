import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { border, radius, textSize } from '../theme/tokens';

/** An area of a page on its own surface. A feature adds only how it lays out what is inside. */
export const Card = styled('section')({
  background: role.surface,
  border: border.line,
  borderRadius: radius.card,
});

/** For the heading of a card: not every heading inside one is its own. */
export const cardHeading = {
  fontSize: textSize.body,
  lineHeight: '20px',
  fontWeight: 600,
} as const;
