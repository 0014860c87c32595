import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';

const List = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 4,
  borderBottom: border.line,
});

const Tab = styled('button')({
  padding: '8px 12px',
  marginBottom: -1,
  border: 0,
  borderBottom: border.tab,
  borderRadius: `${radius.tick} ${radius.tick} 0 0`,
  background: 'none',
  color: role.secondary,
  fontSize: textSize.body,
  lineHeight: lineHeight.body,
  fontWeight: 500,
  cursor: 'pointer',
  '&:hover': { color: role.text },
  '&[aria-selected=true]': { color: role.accentText, borderBottomColor: role.accent },
  '@media (forced-colors: active)': {
    borderBottomColor: 'Canvas',
    '&[aria-selected=true]': { borderBottomColor: 'Highlight' },
  },
});

const Panel = styled('div')({ display: 'grid', gap: 20, paddingBottom: 8 });

/** Views of one page. The arrow keys choose between them. */
export function Tabs<V extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: readonly { value: V; label: string }[];
  value: V;
  onChange: (value: V) => void;
  children: ReactNode;
}) {
  const id = useId();
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  };
  return (
    <>
      <List role="tablist" aria-label={label} onKeyDown={onKey}>
        {tabs.map((tab) => (
          <Tab
            key={tab.value}
            id={`${id}-${tab.value}`}
            type="button"
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
          </Tab>
        ))}
      </List>
      <Panel role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </Panel>
    </>
  );
}
