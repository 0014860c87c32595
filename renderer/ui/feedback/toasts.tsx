import { styled } from '@mui/material/styles';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';
import { Icon } from '../theme/icons';
import type { IconName } from '../theme/icons';

const SHOWN_MS = 6000;
/** Longer when the toast has an action. */
const SHOWN_WITH_ACTION_MS = 10_000;

/** The placeholder in the words of a toast that its name replaces; no name contains it. */
export const NAME_PLACEHOLDER = '\u0000';

export interface ToastAction {
  label: string;
  onAct: () => void;
}

/** A short confirmation: `Deleted CRM sync`. */
export interface ToastContent {
  /** the verb first; the name replaces `NAME_PLACEHOLDER` */
  words: string;
  /** of any length and direction: the name is truncated, the other words are not */
  name?: string;
  action?: ToastAction | undefined;
  /** for a message that confirms nothing */
  icon?: IconName;
  /** takes the change back; the first button */
  undo?: ToastAction | undefined;
  below?: ToastDetail | undefined;
}

/** A second line in a toast. */
export interface ToastDetail {
  detail: string;
  /** `care`: the change does not apply everywhere yet */
  tone: 'calm' | 'care';
}

const Region = styled('div')({
  position: 'fixed',
  insetInline: 0,
  bottom: 24,
  // Below dialogs: a toast must not cover the buttons of a dialog.
  zIndex: 1200,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto' },
  padding: '0 16px',
});

const Toast = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  maxWidth: 560,
  padding: '10px 16px 10px 12px',
  borderRadius: radius.box,
  background: role.text,
  color: role.surface,
  // Visible in forced colours only, which remove the background.
  outline: border.forced,
  boxShadow: role.shadow,
  fontWeight: 500,
  '& > svg': { flex: 'none' },
  '& > div': { minWidth: 0 },
  '& > div > span': { display: 'block', overflowWrap: 'anywhere' },
  '& > div > span + span': {
    fontSize: textSize.small,
    lineHeight: lineHeight.small,
    fontWeight: 400,
  },
  '& bdi': {
    display: 'inline-block',
    // Not a percentage, which would be ignored when the width of the toast is computed.
    maxWidth: 'min(340px, 60vw)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    verticalAlign: 'bottom',
  },
  '& > button': {
    flex: 'none',
    margin: '-4px -8px -4px 4px',
    padding: '4px 10px',
    border: border.tint,
    borderRadius: radius.small,
    background: 'none',
    color: 'inherit',
    fontWeight: 600,
    cursor: 'pointer',
    '&:hover': { background: 'color-mix(in srgb, currentColor 16%, transparent)' },
    '&:focus-visible': { outlineColor: 'currentColor' },
  },
  '&[data-tone=care]': {
    background: role.careSoft,
    color: role.care,
    boxShadow: `${role.shadow}, inset 0 0 0 1px ${role.care}`,
  },
  animation: 'toast-in 160ms ease-out',
  '@keyframes toast-in': { from: { opacity: 0, transform: 'translateY(8px)' } },
});

type Show = (toast: string | ToastContent) => void;

const ToastContext = createContext<Show>(() => {});

/** Shows short confirmations at the bottom of the window, and announces them politely. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<(ToastContent & { shownAt: number }) | null>(null);
  /** The toast stays while it has the pointer or the focus, so that its button can be pressed. */
  const [isHeld, setHeld] = useState(false);
  const show = useCallback<Show>((content) => {
    const named = typeof content === 'string' ? { words: content } : content;
    setToast({ ...named, shownAt: performance.now() });
    setHeld(false);
  }, []);
  useEffect(() => {
    if (toast === null || isHeld) return undefined;
    const end = () => setToast(null);
    const timer = setTimeout(end, toast.action || toast.undo ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  const act = ({ onAct }: ToastAction) => {
    setToast(null);
    onAct();
  };

  return (
    <ToastContext value={show}>
      {children}
      <Region role="status" aria-live="polite">
        {toast && (
          <Toast
            key={toast.shownAt}
            data-tone={toast.below?.tone}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <Icon name={toast.icon ?? (toast.below?.tone === 'care' ? 'warning' : 'check')} />
            <div>
              <span>
                <Words {...toast} />
              </span>
              {toast.below && <span>{toast.below.detail}</span>}
            </div>
            {[toast.undo, toast.action].map(
              (action) =>
                action && (
                  <button key={action.label} type="button" onClick={() => act(action)}>
                    {action.label}
                  </button>
                ),
            )}
          </Toast>
        )}
      </Region>
    </ToastContext>
  );
}

/**
 * The name is isolated from the direction of the sentence. Its tooltip and accessible name have all
 * of it.
 */
function Words({ words, name }: ToastContent) {
  if (name === undefined) return words;
  const [before, ...after] = words.split(NAME_PLACEHOLDER);
  return (
    <>
      {before}
      <bdi title={name}>{name}</bdi>
      {after.join(NAME_PLACEHOLDER)}
    </>
  );
}

/** @returns a function that shows one confirmation, in place of the last one */
export const useToast = (): Show => useContext(ToastContext);
