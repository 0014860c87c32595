import { z } from 'zod';
import type { SavedLists } from '../../shared/keys/saved-lists';
import { permissionTemplateSchema, savedViewSchema } from '../../shared/keys/saved-lists-schema';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { KeyDraft, KeyVault } from './key-vault';

type ListsVault = Pick<KeyVault, 'settings' | 'commit'>;

const NAMES: Record<keyof SavedLists, string> = {
  views: 'saved-views',
  templates: 'permission-templates',
};

/** The views and the templates of permissions that a person has saved, as sealed settings. */
export class SavedListStore {
  readonly #vault: () => ListsVault | null;

  constructor(vault: () => ListsVault | null) {
    this.#vault = vault;
  }

  get(): Result<SavedLists> {
    const vault = this.#vault();
    return vault ? ok(listsOf(vault)) : fail({ code: 'vault-locked' });
  }

  /** Replaces one list or both. What could not be read stays in the setting. */
  async save(changes: {
    [L in keyof SavedLists]?: SavedLists[L] | undefined;
  }): Promise<Result<SavedLists>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() =>
      ok([
        ...draft(vault, 'views', changes.views, savedViewSchema),
        ...draft(vault, 'templates', changes.templates, permissionTemplateSchema),
      ]),
    );
    return committed.ok ? this.get() : committed;
  }
}

const listsOf = ({ settings }: ListsVault): SavedLists => ({
  views: readList(settings.get(NAMES.views), savedViewSchema).known,
  templates: readList(settings.get(NAMES.templates), permissionTemplateSchema).known,
});

const isAbsent = (stored: unknown): boolean => stored === undefined || stored === null;

/** The items of a stored list, and what a newer app or an error has left in it. */
function readList<T>(stored: unknown, schema: z.ZodType<T>): { known: T[]; unknown: unknown[] } {
  const items: unknown[] = Array.isArray(stored) ? stored : isAbsent(stored) ? [] : [stored];
  const known: T[] = [];
  const unknown: unknown[] = [];
  for (const item of items) {
    const parsed = schema.safeParse(item);
    if (parsed.success) known.push(parsed.data);
    else unknown.push(item);
  }
  return { known, unknown };
}

function draft<T>(
  { settings }: ListsVault,
  list: keyof SavedLists,
  items: readonly T[] | undefined,
  schema: z.ZodType<T>,
): KeyDraft[] {
  if (items === undefined) return [];
  const name = NAMES[list];
  const stored = settings.get(name);
  const value = z.json().parse([...items, ...readList(stored, schema).unknown]);
  if (JSON.stringify(value) === JSON.stringify(stored ?? [])) return [];
  return [{ event: 'setting.changed', keyId: null, change: { name, value } }];
}
