import type { ComponentProps, ComponentType } from 'react';
import { lazy, Suspense, useState } from 'react';
import { ToastProvider } from '../../ui/feedback/toasts';
import type { Shell } from '../shell/shell';

type ShellProps = ComponentProps<typeof Shell>;

let loaded: ComponentType<ShellProps> | null = null;

/** Loads what shows the keys behind the unlock screen, which appears the sooner for it. Rejects if its file cannot be read. */
export async function loadShell(): Promise<ComponentType<ShellProps>> {
  loaded ??= (await import('../shell/shell')).Shell;
  return loaded;
}

/** What shows the keys is there already. */
export function keepShell(shell: ComponentType<ShellProps>): void {
  loaded = shell;
}

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
