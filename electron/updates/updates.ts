import type { UpdateFailure, UpdateState, UpdatesOff } from '../../shared/updates/update-state';
import { trustedUpdate } from './signed-update';
import { inBackground } from '../lib/in-background';

/** What is used of electron-updater. */
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
  /** loaded when first needed: it is not small, and most starts do without */
  load(): Promise<Updater>;
  publicKey: string;
  /** Whatever is unsaved is asked about first; calls back when the app may end. */
  endThen(install: () => void): void;
  /** The app does not end after all: it was not installed. */
  stay(): void;
  onChange(state: UpdateState): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** After a start there is more important work. */
const FIRST_LOOK_MS = 60_000;

/**
 * Updates of the app: offered, never forced. Nothing is fetched before the person says so, nothing is installed
 * before they say so once more, and what is not signed by the release key is not even offered.
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

  /** Asks the server once. Does nothing while something is under way or waits for the person. */
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

  /** Looks once a day from now on, as long as the person wants it. */
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
        // electron-updater compares what arrives with the checksum in the signed manifest.
        await updater.downloadUpdate();
        return { kind: 'ready', version: offered.version };
      },
    );
  }

  async install(): Promise<void> {
    if (this.#state.kind !== 'ready') return;
    const updater = await this.#load();
    this.#parts.endThen(() => {
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
    this.#parts.stay();
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
      // What fails on the way there is told by a rejection; installing has only this.
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

/** @param error of electron-updater, or of the file system below it */
function reasonOf(error: unknown): UpdateFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'altered';
  return typeof code === 'string' && DISK_CODES.has(code) ? 'not-written' : 'not-reached';
}
