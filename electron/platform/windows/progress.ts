import type { BrowserWindow } from 'electron';

/** Long work with a progress indicator. Several may run at once. */
export type Work = 'report' | 'verifying' | 'archiving' | 'update';

/** Shows progress on the app's icon in the taskbar or dock. */
export class IconProgress {
  readonly #under = new Map<Work, number>();

  /**
   * Shows the work that is least complete, so that the first to end does not look like the end of
   * all.
   *
   * @param fraction 0 to 1; null at the end
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
