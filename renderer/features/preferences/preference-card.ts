import { styled } from '@mui/material/styles';
import { Card, cardHeading } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';

/** One preference with its label and help. */
export const PreferenceCard = styled(Card)({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  maxWidth: 720,
  padding: '16px 20px',
  '& h2': cardHeading,
  // Label style of a switch in a list of preferences.
  '& div > label': { fontSize: textSize.body },
  '& div > p': { fontSize: textSize.small, lineHeight: lineHeight.small, color: role.secondary },
});
