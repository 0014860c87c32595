import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { role } from '../theme/colour-roles';
import { border, radius, textSize } from '../theme/tokens';

/** Inside the border of the group, whose corners the segments follow. */
const INNER = `calc(${radius.control} - 1px)`;

const Group = styled('div')({
  display: 'inline-grid',
  gridAutoFlow: 'column',
  flex: 'none',
  border: border.line,
  borderRadius: radius.control,
  background: role.surface,
  fontSize: textSize.small,
  lineHeight: '20px',
  // At 400 % not all of them have room side by side.
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
  // Nothing granted is nothing to look at.
  '&[data-quiet=true]:has(:checked)': {
    background: role.chip,
    color: role.text,
    boxShadow: `inset 0 0 0 1px ${role.edge}`,
  },
  '&:has(:focus-visible)': { outline: border.focus, outlineOffset: 2, zIndex: 1 },
  '&:has(:disabled)': { background: role.chip, color: role.faint, cursor: 'default' },
  // The radio button itself lies over its whole segment, unseen.
  '& input': {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    margin: 0,
    opacity: 0,
    cursor: 'inherit',
  },
  // Bold is wider: the room for it is kept, so that choosing moves nothing.
  '& span::after': {
    content: 'attr(data-text)',
    display: 'block',
    height: 0,
    overflow: 'hidden',
    visibility: 'hidden',
    fontWeight: 600,
  },
});

/** A few exclusive choices side by side: a group of radio buttons in the shape of one control. */
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
