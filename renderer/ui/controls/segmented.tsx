import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';

/** Inner radius of the group, which the segments follow. */
const INNER = `calc(${radius.control} - 1px)`;

const Group = styled('div')({
  display: 'inline-grid',
  gridAutoFlow: 'column',
  flex: 'none',
  border: border.line,
  borderRadius: radius.control,
  background: role.surface,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  // At 400 % zoom the segments wrap.
  '@media (max-width: 480px)': {
    display: 'flex',
    flexWrap: 'wrap',
    flex: '0 1 auto',
    maxWidth: '100%',
    '& > label': { flex: '1 0 auto' },
  },
});

const Segment = styled('label')({
  position: 'relative',
  padding: '4px 12px',
  textAlign: 'center',
  color: role.secondary,
  borderInlineEnd: border.line,
  cursor: 'pointer',
  '&:first-of-type': { borderStartStartRadius: INNER, borderEndStartRadius: INNER },
  '&:last-of-type': { borderInlineEnd: 0, borderStartEndRadius: INNER, borderEndEndRadius: INNER },
  '&:hover': { color: role.text },
  '&:has(:checked)': {
    background: role.accentSoft,
    color: role.accentText,
    fontWeight: 600,
    boxShadow: `inset 0 0 0 1px ${role.accent}`,
  },
  // "None" is shown without colour.
  '&[data-quiet=true]:has(:checked)': {
    background: role.chip,
    color: role.text,
    boxShadow: `inset 0 0 0 1px ${role.edge}`,
  },
  '&:has(:focus-visible)': { outline: border.focus, outlineOffset: 2, zIndex: 1 },
  '&:has(:disabled)': { background: role.chip, color: role.faint, cursor: 'default' },
  // The radio button covers its segment, invisibly.
  '& input': {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    margin: 0,
    opacity: 0,
    cursor: 'inherit',
  },
  // Bold text is wider. Its width is reserved, so that a choice moves nothing.
  '& span::after': {
    content: 'attr(data-text)',
    display: 'block',
    height: 0,
    overflow: 'hidden',
    visibility: 'hidden',
    fontWeight: 600,
  },
});

/** A group of radio buttons in the shape of a segmented control. */
export function Segmented<V extends string>({
  labelledBy,
  describedBy,
  value,
  choices,
  onChange,
  quiet,
  disabled = false,
}: {
  /** id of the element that names the group */
  labelledBy: string;
  describedBy?: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** the choice that means "none", shown without colour */
  quiet?: V;
  disabled?: boolean;
}) {
  const name = useId();
  return (
    <Group role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {choices.map((choice) => (
        <Segment key={choice.value} data-quiet={choice.value === quiet}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={disabled && choice.value !== value}
            onChange={() => onChange(choice.value)}
          />
          <span data-text={choice.label}>{choice.label}</span>
        </Segment>
      ))}
    </Group>
  );
}
