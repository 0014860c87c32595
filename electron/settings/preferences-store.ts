import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Preferences } from '../../shared/preferences';
import { DEFAULT_PREFERENCES } from '../../shared/preferences';
import { preferencesSchema } from '../../shared/preferences-schema';

interface Stored {
  preferences: Partial<Preferences>;
  lastOpenedAt: string | null;
}

const NAME = 'preferences';

/** Plain settings in `preferences.json`. Never anything secret, and never anything that must not get lost. */
export class PreferencesStore {
  readonly #store: Store<Stored>;

  /** @param directory absolute */
  constructor(directory: string) {
    this.#store = openStore(directory);
  }

  /** What was chosen, and the default for whatever was not or is not understood. */
  get(): Preferences {
    const stored: Record<string, unknown> = { ...this.#store.get('preferences') };
    const understood = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
      const parsed = schema.safeParse(stored[name]);
      return parsed.success ? [[name, parsed.data]] : [];
    });
    return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(understood) };
  }

  set(changes: Partial<Preferences>): Preferences {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    this.#store.set('preferences', { ...this.get(), ...Object.fromEntries(given) });
    return this.get();
  }

  /** When the vault was last opened here: RFC 3339, or null. */
  get lastOpenedAt(): string | null {
    const at = this.#store.get('lastOpenedAt');
    return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null;
  }

  set lastOpenedAt(at: string) {
    this.#store.set('lastOpenedAt', at);
  }
}

/** A file that cannot be understood is set aside, not erased: the app must start all the same. */
function openStore(directory: string): Store<Stored> {
  const open = () =>
    new Store<Stored>({
      cwd: directory,
      name: NAME,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      defaults: { preferences: {}, lastOpenedAt: null },
    });
  try {
    return open();
  } catch {
    const path = join(directory, `${NAME}.json`);
    renameSync(path, `${path}.unreadable-${Date.now()}`);
    return open();
  }
}
