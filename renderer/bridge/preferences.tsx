import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Preferences } from '../../shared/preferences';
import { bridge } from './bridge';

interface PreferencesAccess {
  preferences: Preferences;
  /** Takes effect at once and is stored behind the scenes: a preference is not worth waiting for. */
  change: (changes: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesAccess | null>(null);

/** Holds what the person chose about the app for everything below. */
export function PreferencesProvider({
  initial,
  children,
}: {
  initial: Preferences;
  children: ReactNode;
}) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((changes: Partial<Preferences>) => {
    setPreferences((known) => ({ ...known, ...changes }));
    void bridge.preferences.set(changes);
  }, []);
  const access = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={access}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesAccess {
  const access = useContext(PreferencesContext);
  if (access === null) throw new Error('usePreferences needs a PreferencesProvider above it');
  return access;
}
