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
  // Groups below each other have their choices in columns.
  '&[data-columns=true]': { gridAutoColumns: 68 },
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

/** The place of a choice that this group does not have. */
const Gap = styled('i')({ borderInlineEnd: border.line, background: role.ground });

/** A group of radio buttons in the shape of a segmented control. */
export function Segmented<V extends string>({
  labelledBy,
  describedBy,
  value,
  choices,
  onChange,
  quiet,
  places,
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
  /** the columns that several groups share, also those for which this one has no choice */
  places?: readonly V[];
  disabled?: boolean;
}) {
  const name = useId();
  return (
    <Group
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      data-columns={places !== undefined}
    >
      {(places ?? choices.map((choice) => choice.value)).map((place) => {
        const choice = choices.find((each) => each.value === place);
        if (!choice) return <Gap key={place} aria-hidden="true" />;
        return (
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
        );
      })}
    </Group>
  );
}
