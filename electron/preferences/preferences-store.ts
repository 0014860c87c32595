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
import { MAX_PREFERENCES_BYTES, PREFERENCES_NAME } from './preferences-file';

/** The other values in the file. Each reader validates its own. */
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

/** The number and the times (RFC 3339) of failed unlock attempts. */
export interface FailedAttempts {
  count: number;
  firstAt: string;
  lastAt: string;
}

const SOON_MS = 2_000;

/**
 * Plain settings in `preferences.json`. They hold nothing secret and nothing indispensable: they
 * are read once, and a read or write error does not prevent the app from starting.
 */
export class PreferencesStore {
  readonly #directory: string;
  /** null while the file cannot be opened */
  #store: Store<Stored> | null = null;
  #preferences = DEFAULT_PREFERENCES;
  #lastOpenedAt: string | null = null;
  #failedAttempts: FailedAttempts | null = null;
  #rollbackMark: string | null = null;
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
      if (typeof lastSeen === 'string') this.#rollbackMark = lastSeen;
    } catch (error) {
      // The same error will be reported when a preference is saved.
      writeFailure(directory, error);
    }
  }

  /** The chosen preferences, with defaults for missing or invalid ones. */
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

  /** Saved later and without an error: the person is waiting for the keys now. */
  set lastOpenedAt(at: string) {
    this.#lastOpenedAt = at;
    this.#saveSoon({ lastOpenedAt: at });
  }

  /** @returns undefined also when the file cannot be read now */
  recall(name: keyof Remembered): unknown {
    try {
      expectReadable(this.#path);
      return this.#store?.get(name);
    } catch {
      return undefined;
    }
  }

  /** Saved if possible. An error is ignored. */
  remember(name: keyof Remembered, value: unknown): void {
    this.#save({ [name]: value });
  }

  /**
   * Failed attempts that are not in the activity yet. A plain count, because a program that can
   * alter it can also alter the app.
   */
  get failedAttempts(): FailedAttempts | null {
    return this.#failedAttempts;
  }

  /** Saved if possible, so that quitting the app keeps it. */
  noteFailedAttempt(at: string): void {
    const { count = 0, firstAt = at } = this.#failedAttempts ?? {};
    this.#failedAttempts = { count: count + 1, firstAt, lastAt: at };
    this.#save({ failedAttempts: this.#failedAttempts });
  }

  clearFailedAttempts(): void {
    this.#failedAttempts = null;
    this.#save({ failedAttempts: null });
  }

  /** The rollback mark, sealed by the vault; null when there is none. */
  get rollbackMark(): string | null {
    return this.#rollbackMark;
  }

  /** Saved if possible. A lost mark does not prevent unlocking. */
  set rollbackMark(mark: string) {
    this.#rollbackMark = mark;
    this.#save({ lastSeen: mark });
  }

  /** Saved with the next change, or after a delay. */
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
      // The file was damaged while the app runs: set it aside, as at a start, and write a new one.
      this.#store = openStore(this.#directory);
      this.#store.set({
        preferences: this.#preferences,
        lastOpenedAt: this.#lastOpenedAt,
        failedAttempts: this.#failedAttempts,
        lastSeen: this.#rollbackMark,
        ...all,
      });
    }
  }
}

/** Field by field: an invalid one does not affect the others. */
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

/** A system error has a code; invalid content has none. */
const isOfSystem = (error: unknown): boolean => error instanceof Error && 'code' in error;

const pathIn = (directory: string): string => join(directory, `${PREFERENCES_NAME}.json`);

/**
 * Checks the file before the store opens it, which would block on a pipe, replace a device, and
 * parse a file of any size.
 *
 * @throws `EISDIR` or `NOT_A_FILE`; an error without a code when the file is too large
 */
function expectReadable(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  expectFile(found);
  if (found.size > MAX_PREFERENCES_BYTES) throw new Error('no preferences take so much');
}

/** An invalid file is set aside and not erased, so that the app can start. */
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
    // A system error is not invalid content.
    if (isOfSystem(error)) throw error;
    renameSync(path, `${path}.unreadable-${Date.now()}`);
    return open();
  }
}
