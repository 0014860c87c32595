import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';

/** The edge, focus ring and error colour that all fields share. */
export const fieldEdge = {
  minHeight: 38,
  border: border.edge,
  borderRadius: radius.control,
  background: role.surface,
  color: role.text,
  transition: 'border-color 120ms, box-shadow 120ms',
  '&:focus-within': {
    borderColor: role.accent,
    boxShadow: `0 0 0 3px color-mix(in srgb, ${role.accent} 28%, transparent)`,
    outline: 'none',
  },
  '&[data-wrong=true]': { borderColor: role.danger },
  '&[data-wrong=true]:focus-within': {
    boxShadow: `0 0 0 3px color-mix(in srgb, ${role.danger} 28%, transparent)`,
  },
} as const;

const Wrapper = styled('div')({ minWidth: 0 });

export const FieldLabel = styled('label')({
  display: 'block',
  marginBottom: 6,
  fontSize: textSize.small,
  lineHeight: lineHeight.small,
  fontWeight: 600,
});

const Below = styled('p')({
  marginTop: 4,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  color: role.faint,
  overflowWrap: 'anywhere',
  '&[data-wrong=true]': { color: role.danger, fontWeight: 500 },
  '&[data-care=true]': { color: role.care, fontWeight: 500 },
});

export interface FieldFrameProps {
  id: string;
  label: string;
  /** the help text; an error replaces it */
  help?: ReactNode;
  error?: string | null;
  /** what to think about before saving; it replaces the help text */
  caution?: string | null;
}

/** The id of the line under a field, for `aria-describedby`. */
export const belowId = (id: string): string => `${id}-below`;

/** The help under a field or, in its place, the error, which is announced when it appears. */
export function BelowField({
  id,
  help,
  error,
  caution,
}: Pick<FieldFrameProps, 'id' | 'help' | 'error' | 'caution'>) {
  const said = caution ? <Below data-care="true">{caution}</Below> : help && <Below>{help}</Below>;
  return (
    <div id={belowId(id)} aria-live="polite">
      {error ? <Below data-wrong="true">{error}</Below> : said}
    </div>
  );
}

/** A label above a control, help or error below it. */
export function FieldFrame({
  id,
  label,
  help,
  error,
  caution,
  children,
}: FieldFrameProps & { children: ReactNode }) {
  return (
    <Wrapper>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {children}
      <BelowField id={id} help={help} error={error} caution={caution} />
    </Wrapper>
  );
}
