import { styled } from '@mui/material/styles';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { role } from './colour-roles';
import { Icon } from './icons';

const SHOWN_MS = 6000;

const Region = styled('div')({
  position: 'fixed',
  insetInline: 0,
  bottom: 24,
  // Under dialogs: a confirmation must not lie on the next one's buttons.
  zIndex: 1200,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  padding: '0 16px',
});

const Toast = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  maxWidth: 560,
  padding: '10px 16px 10px 12px',
  borderRadius: 10,
  background: role.text,
  color: role.surface,
  boxShadow: role.shadow,
  fontWeight: 500,
  '& > svg': { flex: 'none' },
  '& > div': { minWidth: 0 },
  '& > div > span': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& > div > span + span': {
    fontSize: 13,
    lineHeight: '18px',
    fontWeight: 400,
    whiteSpace: 'normal',
  },
  '&[data-tone=care]': {
    background: role.careSoft,
    color: role.care,
    boxShadow: `${role.shadow}, inset 0 0 0 1px ${role.care}`,
  },
  animation: 'toast-in 160ms ease-out',
  '@keyframes toast-in': { from: { opacity: 0, transform: 'translateY(8px)' } },
});

/** What stands below the text of a toast. */
export interface ToastDetail {
  detail: string;
  /** `care`: what was done does not count everywhere yet */
  tone: 'calm' | 'care';
}
type Show = (text: string, below?: ToastDetail) => void;

const ToastContext = createContext<Show>(() => {});

/** Shows short confirmations at the foot of the window, and says them politely to assistive technology. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{
    text: string;
    below: ToastDetail | undefined;
    shownAt: number;
  } | null>(null);
  const show = useCallback<Show>(
    (text, below) => setToast({ text, below, shownAt: performance.now() }),
    [],
  );
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <ToastContext value={show}>
      {children}
      <Region role="status" aria-live="polite">
        {toast && (
          <Toast key={toast.shownAt} data-tone={toast.below?.tone}>
            <Icon name={toast.below?.tone === 'care' ? 'warning' : 'check'} />
            <div>
              <span dir="auto">{toast.text}</span>
              {toast.below && <span>{toast.below.detail}</span>}
            </div>
          </Toast>
        )}
      </Region>
    </ToastContext>
  );
}

/** @returns shows one confirmation, in the place of the last one */
export const useToast = (): Show => useContext(ToastContext);
