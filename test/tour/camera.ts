import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/app';

/** Takes the screenshots of one walk through the app, numbered in order. */
export class Camera {
  readonly #directory: string;
  readonly #taken = new Map<string, string>();

  /** @param directory created if necessary */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Takes a screenshot once animations have ended.
   *
   * @param name the content, kebab-case; unique in the tour
   */
  async shoot(page: Page, name: string): Promise<void> {
    if (this.#taken.has(name)) throw new Error(`there is a picture "${name}" already`);
    await mkdir(this.#directory, { recursive: true });
    const number = String(this.#taken.size + 1).padStart(2, '0');
    const path = join(this.#directory, `${number}-${name}.png`);
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    });
    await page.screenshot({ path, caret: 'initial' });
    this.#taken.set(name, path);
  }

  /** Captures the whole window: of a zoomed page, Playwright captures a part only. */
  async shootWindow({ app, page }: RunningApp, name: string): Promise<void> {
    await this.shoot(page, name);
    const png = await app.evaluate(async ({ BrowserWindow }) => {
      const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return picture?.toPNG().toString('base64') ?? '';
    });
    await writeFile(this.pathOf(name), Buffer.from(png, 'base64'));
  }

  /** The path of the picture of that name. */
  pathOf(name: string): string {
    const path = this.#taken.get(name);
    if (path === undefined) throw new Error(`there is no picture "${name}"`);
    return path;
  }

  get count(): number {
    return this.#taken.size;
  }
}
