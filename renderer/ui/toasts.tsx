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
  // Seen in forced colours only, which leave out the background.
  outline: '1px solid transparent',
  boxShadow: role.shadow,
  fontWeight: 500,
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > svg': { flex: 'none' },
  animation: 'toast-in 160ms ease-out',
  '@keyframes toast-in': { from: { opacity: 0, transform: 'translateY(8px)' } },
});

const ToastContext = createContext<(text: string) => void>(() => {});

/** Shows short confirmations at the foot of the window, and says them politely to assistive technology. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string; shownAt: number } | null>(null);
  const show = useCallback((text: string) => setToast({ text, shownAt: performance.now() }), []);
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
          <Toast key={toast.shownAt}>
            <Icon name="check" />
            <span dir="auto">{toast.text}</span>
          </Toast>
        )}
      </Region>
    </ToastContext>
  );
}

/** @returns shows one confirmation, in the place of the last one */
export const useToast = (): ((text: string) => void) => useContext(ToastContext);
