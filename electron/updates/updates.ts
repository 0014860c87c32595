import type { UpdateFailure, UpdateState, UpdatesOff } from '../../shared/updates/update-state';
import { trustedUpdate } from './signed-update';
import { inBackground } from '../lib/in-background';

/** The used part of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: unknown } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
}

interface Parts {
  off: UpdatesOff | null;
  /** loaded when first needed: it is large, and most starts do not need it */
  load(): Promise<Updater>;
  publicKey: string;
  /** Asks about unsaved input first; calls back when the app may end. */
  quitThenRun(install: () => void): void;
  /** Cancels quitting: the update was not installed. */
  cancelQuit(): void;
  onChange(state: UpdateState): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Delay after a start, when other work matters more. */
const FIRST_LOOK_MS = 60_000;

/**
 * Updates of the app: offered, never forced. Nothing is downloaded or installed before the person
 * agrees to each, and an update without a valid signature is not offered.
 */
export class Updates {
  readonly #parts: Parts;
  #state: UpdateState;
  #updater: Promise<Updater> | null = null;
  #isInstalling = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#state = parts.off === null ? { kind: 'idle' } : { kind: 'off', why: parts.off };
  }

  get state(): UpdateState {
    return this.#state;
  }

  /**
   * Checks the server once. Does nothing while an update is in progress or waits for the person.
   */
  async check(): Promise<void> {
    if (!['idle', 'current', 'failed'].includes(this.#state.kind)) return;
    await this.#attempt({ kind: 'checking' }, async (updater) => {
      const answer = await updater.checkForUpdates();
      if (!answer?.isUpdateAvailable) return { kind: 'current' };
      const update = trustedUpdate(answer.updateInfo, this.#parts.publicKey);
      if (update === null) return { kind: 'failed', why: 'not-trusted' };
      return { kind: 'offered', version: update.version, notes: update.releaseNotes };
    });
  }

  /** Checks once a day from now on, while automatic checks are enabled. */
  lookDaily(isWanted: () => boolean): void {
    if (this.#state.kind === 'off') return;
    const look = () => {
      if (isWanted()) inBackground('looking for an update', this.check());
    };
    setTimeout(look, FIRST_LOOK_MS).unref();
    setInterval(look, DAY_MS).unref();
  }

  async download(): Promise<void> {
    const offered = this.#state;
    if (offered.kind !== 'offered') return;
    await this.#attempt(
      { kind: 'downloading', version: offered.version, percent: 0 },
      async (updater) => {
        // electron-updater verifies the download with the checksum in the signed manifest.
        await updater.downloadUpdate();
        return { kind: 'ready', version: offered.version };
      },
    );
  }

  async install(): Promise<void> {
    if (this.#state.kind !== 'ready') return;
    const updater = await this.#load();
    this.#parts.quitThenRun(() => {
      this.#isInstalling = true;
      try {
        updater.quitAndInstall();
      } catch {
        this.#notInstalled();
      }
    });
  }

  #notInstalled(): void {
    this.#isInstalling = false;
    this.#become({ kind: 'failed', why: 'not-written' });
    this.#parts.cancelQuit();
  }

  async #attempt(
    meanwhile: UpdateState,
    work: (updater: Updater) => Promise<UpdateState>,
  ): Promise<void> {
    this.#become(meanwhile);
    try {
      this.#become(await work(await this.#load()));
    } catch (error) {
      this.#become({ kind: 'failed', why: reasonOf(error) });
    }
  }

  async #load(): Promise<Updater> {
    this.#updater ??= this.#parts.load().then((updater) => {
      updater.autoDownload = false;
      updater.autoInstallOnAppQuit = false;
      updater.allowDowngrade = false;
      // Errors of checking and downloading are rejections; an error of installing comes as this
      // event only.
      updater.on('error', () => {
        if (this.#isInstalling) this.#notInstalled();
      });
      updater.on('download-progress', ({ percent }) => {
        if (this.#state.kind !== 'downloading') return;
        const whole = Math.floor(percent);
        if (whole !== this.#state.percent) this.#become({ ...this.#state, percent: whole });
      });
      return updater;
    });
    return this.#updater;
  }

  #become(state: UpdateState): void {
    this.#state = state;
    this.#parts.onChange(state);
  }
}

const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO']);

/** @param error of electron-updater, or of the file system */
function reasonOf(error: unknown): UpdateFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'altered';
  return typeof code === 'string' && DISK_CODES.has(code) ? 'not-written' : 'not-reached';
}
