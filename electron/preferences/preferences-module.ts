import type { preferenceRequests } from '../../shared/contract/preferences';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { Preferences } from '../../shared/preferences/preferences';
import type { FeatureModule } from '../lib/feature-module';
import { inBackground } from '../lib/in-background';
import type { PreferenceChange } from './preference-changes';
import { preferenceChanges } from './preference-changes';
import type { PreferencesStore } from './preferences-store';

interface Around {
  store: Pick<PreferencesStore, 'get' | 'set'>;
  vault: () => {
    commit(prepare: () => Result<PreferenceChange[]>): Promise<Result<unknown>>;
  } | null;
  /** Applies the preferences to the app. */
  apply: (preferences: Preferences) => void;
}

/** The requests about preferences, which belong to this computer. */
export function preferencesModule(around: Around): FeatureModule<typeof preferenceRequests> {
  const { store, vault, apply } = around;
  return {
    handlers: {
      'preferences:get': () => ok(store.get()),
      'preferences:set': (changes) => {
        const before = store.get();
        const chosen = store.set(changes);
        if (!chosen.ok) return chosen;
        apply(chosen.value);
        inBackground(
          'recording preferences',
          vault()?.commit(() => ok(preferenceChanges(before, chosen.value))),
        );
        return chosen;
      },
    },
  };
}
