import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/lib/failure';
import { DEFAULT_PREFERENCES } from '../../shared/preferences/preferences';
import type { Preferences } from '../../shared/preferences/preferences';
import { bridge } from './bridge';

interface PreferencesAccess {
  preferences: Preferences;
  /**
   * Applies a choice at once and stores it in the background; reverts it when it cannot be stored.
   */
  change: (changes: Partial<Preferences>) => void;
  /** why the last change was reverted */
  failure: Failure | null;
  dismissFailure: () => void;
}

const PreferencesContext = createContext<PreferencesAccess | null>(null);

/** Provides the preferences to all components below. */
export function PreferencesProvider({
  initial,
  children,
}: {
  /** defaults until the stored preferences are known */
  initial: Preferences | Promise<Preferences>;
  children: ReactNode;
}) {
  const atFirst = initial instanceof Promise ? DEFAULT_PREFERENCES : initial;
  const [preferences, setPreferences] = useState(atFirst);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stored = useRef(atFirst);
  const changed = useRef<Partial<Preferences>>({});
  useEffect(() => {
    if (!(initial instanceof Promise)) return;
    void initial.then((late) => {
      stored.current = late;
      const chosen = { ...late, ...changed.current };
      // Most people have changed no preference. Setting an equal state would render everything
      // again.
      setPreferences((known) => (isSame(known, chosen) ? known : chosen));
    });
  }, [initial]);
  const change = useCallback(async (changes: Partial<Preferences>) => {
    changed.current = { ...changed.current, ...changes };
    setPreferences((known) => ({ ...known, ...changes }));
    setFailure(null);
    const result = await bridge.preferences.set(changes);
    if (result.ok) {
      stored.current = result.value;
      return;
    }
    if (result.failure.code !== 'not-confirmed') setFailure(result.failure);
    setPreferences((known) => withoutChanges(known, changes, stored.current));
  }, []);
  const dismissFailure = useCallback(() => setFailure(null), []);
  const access = useMemo(
    () => ({
      preferences,
      change: (changes: Partial<Preferences>) => void change(changes),
      failure,
      dismissFailure,
    }),
    [preferences, change, failure, dismissFailure],
  );
  return <PreferencesContext value={access}>{children}</PreferencesContext>;
}

const isSame = (a: Preferences, b: Preferences): boolean =>
  (Object.keys(a) as (keyof Preferences)[]).every((name) => a[name] === b[name]);

/** The chosen preferences, or the defaults when they cannot be read. */
export async function storedPreferences(): Promise<Preferences> {
  const answer = await bridge.preferences.get();
  return answer.ok ? answer.value : DEFAULT_PREFERENCES;
}

export function usePreferences(): PreferencesAccess {
  const access = useContext(PreferencesContext);
  if (access === null) throw new Error('usePreferences needs a PreferencesProvider above it');
  return access;
}

/** The preferences without the changes that could not be stored. Later choices are kept. */
function withoutChanges(
  known: Preferences,
  changes: Partial<Preferences>,
  stored: Preferences,
): Preferences {
  const names = (Object.keys(changes) as (keyof Preferences)[]).filter(
    (name) => known[name] === changes[name],
  );
  return { ...known, ...Object.fromEntries(names.map((name) => [name, stored[name]])) };
}
