import { styled } from '@mui/material/styles';
import { role } from './colour-roles';

const TICK =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3.5 8.5l3 3 6-6.5'  fill='none' stroke='black' stroke-width='2.2' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E\")";
const DASH =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M4 8h8' fill='none' stroke='black' stroke-width='2.2' stroke-linecap='round'/%3E%3C/svg%3E\")";

/**
 * The system's own check box with our colours: it costs next to nothing, and the table has one in every row.
 */
export const CheckBox = styled('input')({
  appearance: 'none',
  flex: 'none',
  display: 'inline-grid',
  width: 16,
  height: 16,
  margin: 0,
  border: `1px solid ${role.edge}`,
  borderRadius: 4,
  background: role.surface,
  cursor: 'pointer',
  '&:checked, &:indeterminate': { background: role.accent, borderColor: role.accent },
  '&::before': { content: '""', background: 'transparent' },
  '&:checked::before': { background: role.onAccent, mask: `${TICK} center / 14px no-repeat` },
  '&:indeterminate::before': { background: role.onAccent, mask: `${DASH} center / 14px no-repeat` },
});
