import { styled } from '@mui/material/styles';
import { Card, cardHeading } from '../../ui/layout/card';

export const ReportCard = styled(Card)({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 14,
  padding: '16px 18px 18px',
  '& h2': cardHeading,
});
