import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Preferences } from '../../shared/preferences/preferences';
import { DEFAULT_PREFERENCES } from '../../shared/preferences/preferences';
import { preferencesSchema } from '../../shared/preferences/preferences-schema';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import { expectFile } from '../platform/disk/regular-file';
import { writeFailure } from '../platform/disk/write-failure';
import { MOST_PREFERENCES_BYTES, PREFERENCES_NAME } from './preferences-file';

/** What the app remembers by itself, each read with care by whoever wrote it. */
interface Remembered {
  windowPlaces: unknown;
  zoomLevel: unknown;
  expiryToldAt: unknown;
  wrongTries: unknown;
  /** sealed by the vault */
  unsavedForm: unknown;
}

interface Stored extends Partial<Remembered> {
  preferences: Partial<Preferences>;
  lastOpenedAt: string | null;
  failedAttempts: FailedAttempts | null;
  lastSeen: string | null;
}

/** How often, and from when to when (RFC 3339), somebody tried to unlock the vault and could not. */
export interface FailedAttempts {
  count: number;
  firstAt: string;
  lastAt: string;
}

const SOON_MS = 2_000;

/**
 * Plain settings in `preferences.json`. Never anything secret, and never anything that must not get lost: they
 * are read once, and a disk that refuses them keeps nobody out of the app.
 */
export class PreferencesStore {
  readonly #directory: string;
  /** null while the disk does not let it be opened */
  #store: Store<Stored> | null = null;
  #preferences = DEFAULT_PREFERENCES;
  #lastOpenedAt: string | null = null;
  #failedAttempts: FailedAttempts | null = null;
  #lastSeen: string | null = null;
  #toSave: Partial<Stored> = {};

  /** @param directory absolute */
  constructor(directory: string) {
    this.#directory = directory;
    try {
      this.#store = openStore(directory);
      const { preferences, lastOpenedAt, failedAttempts, lastSeen } = this.#store.store;
      this.#preferences = understood({ ...preferences });
      if (typeof lastOpenedAt === 'string' && !Number.isNaN(Date.parse(lastOpenedAt))) {
        this.#lastOpenedAt = lastOpenedAt;
      }
      this.#failedAttempts = understoodAttempts(failedAttempts);
      if (typeof lastSeen === 'string') this.#lastSeen = lastSeen;
    } catch (error) {
      // Whatever the disk says now, it will say again when something is to be saved.
      writeFailure(directory, error);
    }
  }

  /** What was chosen, and the default for whatever was not or is not understood. */
  get(): Preferences {
    return this.#preferences;
  }

  set(changes: Partial<Preferences>): Result<Preferences> {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const preferences = { ...this.#preferences, ...Object.fromEntries(given) };
    const saved = this.#save({ preferences });
    if (!saved.ok) return saved;
    this.#preferences = preferences;
    return ok(preferences);
  }

  /** When the vault was last opened here: RFC 3339, or null. */
  get lastOpenedAt(): string | null {
    return this.#lastOpenedAt;
  }

  /** Kept on the disk in a moment, if it can be: who has just opened the vault waits for its keys. */
  set lastOpenedAt(at: string) {
    this.#lastOpenedAt = at;
    this.#saveSoon({ lastOpenedAt: at });
  }

  /** @returns undefined, too, when the file cannot be read at this moment */
  recall(name: keyof Remembered): unknown {
    try {
      expectReadable(this.#path);
      return this.#store?.get(name);
    } catch {
      return undefined;
    }
  }

  /** Kept on the disk if it can be: nobody is stopped because it cannot. */
  remember(name: keyof Remembered, value: unknown): void {
    this.#save({ [name]: value });
  }

  /** Attempts that are not yet part of the activity. A plain count: whoever can alter it can alter the app. */
  get failedAttempts(): FailedAttempts | null {
    return this.#failedAttempts;
  }

  /** Kept on the disk if it can be, so that closing the app does not forget them. */
  noteFailedAttempt(at: string): void {
    const { count = 0, firstAt = at } = this.#failedAttempts ?? {};
    this.#failedAttempts = { count: count + 1, firstAt, lastAt: at };
    this.#save({ failedAttempts: this.#failedAttempts });
  }

  clearFailedAttempts(): void {
    this.#failedAttempts = null;
    this.#save({ failedAttempts: null });
  }

  /** How far the activity of the vault was seen here, sealed by the vault; or null. */
  get lastSeen(): string | null {
    return this.#lastSeen;
  }

  /** Kept on the disk if it can be: a mark that is lost locks nobody out. */
  set lastSeen(mark: string) {
    this.#lastSeen = mark;
    this.#save({ lastSeen: mark });
  }

  /** With whatever is saved next, or after a while. */
  #saveSoon(changes: Partial<Stored>): void {
    this.#toSave = { ...this.#toSave, ...changes };
    setTimeout(() => this.#save({}), SOON_MS).unref();
  }

  #save(changes: Partial<Stored>): Result<void> {
    const all = { ...this.#toSave, ...changes };
    this.#toSave = {};
    if (Object.keys(all).length === 0) return ok(undefined);
    try {
      this.#write(all);
      return ok(undefined);
    } catch (error) {
      return { ok: false, failure: writeFailure(this.#path, error) };
    }
  }

  get #path(): string {
    return pathIn(this.#directory);
  }

  #write(all: Partial<Stored>): void {
    try {
      expectReadable(this.#path);
      this.#store ??= openStore(this.#directory);
      this.#store.set(all);
    } catch (error) {
      if (isOfSystem(error)) throw error;
      // The file was broken while the app runs: it is set aside, as at a start, and begun anew.
      this.#store = openStore(this.#directory);
      this.#store.set({
        preferences: this.#preferences,
        lastOpenedAt: this.#lastOpenedAt,
        failedAttempts: this.#failedAttempts,
        lastSeen: this.#lastSeen,
        ...all,
      });
    }
  }
}

/** Field by field: one that is not understood takes none of the others with it. */
function understood(stored: Record<string, unknown>): Preferences {
  const fields = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(fields) };
}

function understoodAttempts(stored: unknown): FailedAttempts | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { count, firstAt, lastAt } = stored as Partial<Record<keyof FailedAttempts, unknown>>;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) return null;
  if (!isInstant(firstAt) || !isInstant(lastAt)) return null;
  return { count, firstAt, lastAt };
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;

/** What the disk refuses has a code; what cannot be understood has none. */
const isOfSystem = (error: unknown): boolean => error instanceof Error && 'code' in error;

const pathIn = (directory: string): string => join(directory, `${PREFERENCES_NAME}.json`);

/**
 * Looks at the file before the store does, which would wait for a pipe, replace a device, and parse whatever size it has.
 *
 * @throws `EISDIR` or `NOT_A_FILE`; an error without a code when it has more in it than can be understood
 */
function expectReadable(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  expectFile(found);
  if (found.size > MOST_PREFERENCES_BYTES) throw new Error('no preferences take so much');
}

/** A file that cannot be understood is set aside, not erased: the app must start all the same. */
function openStore(directory: string): Store<Stored> {
  const path = pathIn(directory);
  const open = () => {
    expectReadable(path);
    return new Store<Stored>({
      cwd: directory,
      name: PREFERENCES_NAME,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      defaults: { preferences: {}, lastOpenedAt: null, failedAttempts: null, lastSeen: null },
    });
  };
  try {
    return open();
  } catch (error) {
    // What the disk refuses is not what cannot be understood.
    if (isOfSystem(error)) throw error;
    renameSync(path, `${path}.unreadable-${Date.now()}`);
    return open();
  }
}
