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
 * Loads the notice of a vault state before that state is shown: a banner that appears after the
 * keys would move them under the pointer. Never rejects: a notice that cannot be loaded is
 * requested again when it is rendered.
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
