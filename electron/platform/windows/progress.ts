import type { BrowserWindow } from 'electron';

/** Long work that shows how far it is. Some of it can be under way at the same time. */
export type Work = 'report' | 'verifying' | 'archiving' | 'update';

/** Shows long work on the app's icon in the taskbar or dock. */
export class IconProgress {
  readonly #under = new Map<Work, number>();

  /**
   * What is furthest from its end is shown, so that the first to end does not say that all is done.
   *
   * @param fraction 0 to 1; null when it is done
   */
  show(
    window: Pick<BrowserWindow, 'setProgressBar'> | null,
    work: Work,
    fraction: number | null,
  ): void {
    if (fraction === null) this.#under.delete(work);
    else this.#under.set(work, Math.min(1, Math.max(0, fraction)));
    window?.setProgressBar(this.#under.size === 0 ? -1 : Math.min(...this.#under.values()));
  }
}
