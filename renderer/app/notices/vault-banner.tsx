import type { ComponentType } from 'react';
import { lazy, Suspense } from 'react';
import type { VaultNotice, VaultState } from '../../../shared/vault/vault-state';
import { withLaterWords } from '../../ui/text/later-words';

type Banner = ComponentType<{ notice: VaultNotice }>;

let loaded: Banner | null = null;

const load = withLaterWords(async () => {
  loaded = (await import('./vault-notice-banner')).VaultNoticeBanner;
  return { default: loaded };
});

const LazyBanner = lazy(load);

/**
 * Loads what a state of the vault has to say before it is shown: a banner that came after the keys would push them down
 * under the pointer. It does not reject: what cannot be loaded now is asked for once more when it is drawn.
 */
export async function readyToShow(state: VaultState): Promise<void> {
  if (state.kind === 'unlocked' && state.notice !== null) await load().catch(() => undefined);
}

/** The notices about the unlocked vault. */
export function VaultBanner({ notice }: { notice: VaultNotice }) {
  const Shown: Banner = loaded ?? LazyBanner;
  return (
    <Suspense>
      <Shown notice={notice} />
    </Suspense>
  );
}
