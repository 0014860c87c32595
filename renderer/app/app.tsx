import { useColorScheme } from '@mui/material/styles';
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import type { ComponentProps } from 'react';
import type { Preferences } from '../../shared/preferences/preferences';
import { assertNever } from '../../shared/lib/result';
import { PreferencesProvider, usePreferences } from '../bridge/preferences';
import { UnlockScreen } from '../features/vault/unlock-screen';
import { loadLaterWords, withLaterWords } from '../ui/text/later-words';
import { ToastProvider } from '../ui/feedback/toasts';
import { whenIdle } from '../ui/hooks/when-idle';
import { AboutLayer } from './screens/about-layer';
import { DropLayer } from './screens/drop-layer';
import { EndingScreen } from './screens/ending-screen';
import { Shell } from './shell/shell';
import { useVaultState } from './use-vault-state';
import type { ShownState } from './use-vault-state';

// Rare screens are loaded lazily, so that they do not slow down every start. There is no `Suspense`
// around them: the window keeps its present content until they are loaded.
const FirstRun = lazy(
  withLaterWords(async () => ({ default: (await import('../features/vault/first-run')).FirstRun })),
);
const DamagedScreen = lazy(
  withLaterWords(async () => ({
    default: (await import('../features/vault/damaged-screen')).DamagedScreen,
  })),
);

const LaterNotices = lazy(() =>
  whenIdle().then(async () => ({
    default: (await import('./notices/later-notices')).LaterNotices,
  })),
);
const TipLayer = lazy(() =>
  whenIdle().then(async () => ({ default: (await import('../ui/feedback/tip-layer')).TipLayer })),
);

/** The notice of an open vault is already loaded here: see `use-vault-state.ts`. */
const READY = Promise.resolve();

/** The window. The vault state decides which screen is shown. */
export function App({
  preferences,
  vault,
}: {
  preferences: Preferences | Promise<Preferences>;
  vault: ShownState;
}) {
  useEffect(() => {
    // Preloaded. If that fails, it is loaded again when it is needed.
    void whenIdle()
      .then(loadLaterWords)
      .catch(() => undefined);
  }, []);
  return (
    <PreferencesProvider initial={preferences}>
      <ThemeMode />
      <Vault initial={vault} />
      <Suspense>
        <LaterNotices />
      </Suspense>
      <AboutLayer />
      <DropLayer />
      <EndingScreen />
    </PreferencesProvider>
  );
}

function Vault({ initial }: { initial: ShownState }) {
  const { state, readAgain } = useVaultState(initial);
  const isOpen = state.kind === 'opening' || state.kind === 'unlocked';
  const [wasOpen, setWasOpen] = useState(state.kind === 'unlocked');
  if (state.kind === 'unlocked' && !wasOpen) setWasOpen(true);
  // The page is about to be replaced: block further input.
  if (wasOpen && state.kind === 'locked') return null;
  return (
    <>
      <VaultScreen state={state} onTryAgain={readAgain} />
      {/* A tooltip may contain a name, so it is hidden when the vault is locked. */}
      <Suspense>
        <TipLayer key={isOpen ? 'open' : state.kind} />
      </Suspense>
    </>
  );
}

function VaultScreen({
  state,
  onTryAgain,
}: {
  state: ShownState;
  onTryAgain: () => Promise<void>;
}) {
  switch (state.kind) {
    case 'absent':
      return <FirstRun canUseKeychain={state.canUseKeychain} />;
    case 'locked':
      return (
        <UnlockScreen
          hasKeychainSlot={state.hasKeychainSlot}
          lastOpenedAt={state.lastOpenedAt}
          keychain={state.keychain}
        />
      );
    case 'damaged':
      return <DamagedScreen failure={state.failure} onTryAgain={onTryAgain} />;
    case 'opening':
      return <OpenVault notice={null} isReady={state.isReady} />;
    case 'unlocked':
      return <OpenVault notice={state.notice} isReady={READY} />;
    default:
      return assertNever(state);
  }
}

/**
 * One component for an opening and an open vault, so that React keeps the screen when the vault has
 * opened.
 */
function OpenVault(props: ComponentProps<typeof Shell>) {
  return (
    <ToastProvider>
      <Shell {...props} />
    </ToastProvider>
  );
}

/** Passes the chosen theme to MUI before the first paint. */
function ThemeMode() {
  const { theme } = usePreferences().preferences;
  const { setMode } = useColorScheme();
  useLayoutEffect(() => setMode(theme), [theme, setMode]);
  return null;
}
