import type { ComponentProps, ComponentType } from 'react';
import { createElement, lazy, Suspense, useState } from 'react';
import { ToastProvider } from '../ui/toasts';
import type { Shell } from './shell';

type ShellProps = ComponentProps<typeof Shell>;

let loaded: ComponentType<ShellProps> | null = null;
let loadedBefore: ComponentType | null = null;

/**
 * Loads what shows the keys: before the first picture when the vault has opened by itself, else behind the unlock
 * screen, which appears the sooner for it. Rejects if its file cannot be read.
 */
export async function loadShell(): Promise<ComponentType<ShellProps>> {
  if (loaded === null) {
    const { Shell: Loaded, ShellBeforeKeys } = await import('./shell');
    loaded = Loaded;
    loadedBefore = ShellBeforeKeys;
  }
  return loaded;
}

/** What stands there while the vault opens by itself; nothing until it has been loaded. */
export const BeforeKeys = () => loadedBefore && createElement(loadedBefore);

const LazyShell = lazy(async () => ({ default: await loadShell() }));

/** The app once the vault is open. */
export function OpenVault(props: ShellProps) {
  // What is there already is not asked for through `lazy`: React would hold it back for 300 ms after the empty picture
  // before it.
  const [Part] = useState<ComponentType<ShellProps>>(() => loaded ?? LazyShell);
  return (
    <ToastProvider>
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    </ToastProvider>
  );
}
