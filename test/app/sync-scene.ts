import type { Locator, Page } from '@playwright/test';
import type { Endpoint } from '../endpoint/start-endpoint';
import type { RunningApp } from '../support/app';
import { connectEndpoint } from '../support/sync-steps';
import { PASSPHRASE, expect } from './fixtures';
import { keyNames, openKeys, openSync } from './sync-fixtures';

/** The content of a failure box: its title, and the start of its sentence. */
export interface Told {
  title: string;
  sentence: RegExp;
}

export const SCENE_KEYS = [
  { name: 'Zoho', permissions: { Contacts: 'Read' } },
  { name: 'Billing', permissions: { Tags: 'Read' } },
] as const;

/** Two keys on both sides, and the actions of a person on them. */
export class Scene {
  readonly page: Page;
  readonly alert: Locator;
  #number = 0;

  constructor(
    readonly app: RunningApp,
    readonly endpoint: Endpoint,
  ) {
    this.page = app.page;
    this.alert = this.page.getByRole('main').getByRole('alert');
  }

  /** @param app unlocked, with the keys `SCENE_KEYS` */
  static async make(app: RunningApp, endpoint: Endpoint): Promise<Scene> {
    const { page } = app;
    await openSync(page);
    await connectEndpoint(page, endpoint, PASSPHRASE);
    return new Scene(app, endpoint);
  }

  /** The endpoint's record whose name begins like this. */
  there(name: string) {
    const record = this.endpoint.records().find((one) => String(one['name']).startsWith(name));
    if (!record) throw new Error(`the endpoint has no ${name}`);
    return record;
  }

  /** Another client renames a key. @returns the new name */
  renameThere(name: string): string {
    this.#number += 1;
    const renamed = `${name} ${this.#number}`;
    this.endpoint.put({ ...this.there(name), name: renamed });
    return renamed;
  }

  /** Writes a new note on the API Keys page. @returns the note */
  async writeNote(name: string | RegExp): Promise<string> {
    this.#number += 1;
    const note = `Note ${this.#number}`;
    await this.page.getByRole('button', { name }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Edit API Key' });
    await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return note;
  }

  /** On the Sync page, with the armed faults. */
  sync(): Promise<void> {
    return this.page.getByRole('button', { name: 'Sync now' }).click();
  }

  /** Waits for the end of a run that the app has begun by itself. */
  async untilIdle(): Promise<void> {
    const phase = async (): Promise<string> => {
      const answer: string = await this.page.evaluate(`ownchat.request('sync:state')`);
      return (JSON.parse(answer) as { value: { phase: { phase: string } } }).value.phase.phase;
    };
    await expect.poll(phase).not.toBe('running');
  }

  /** The same, up to a failure. The message of an earlier failure may still be shown. */
  async syncInVain(): Promise<void> {
    const nextAfterFailure = async (): Promise<number | null> => {
      const answer: string = await this.page.evaluate(`ownchat.request('sync:state')`);
      const { value } = JSON.parse(answer) as {
        value: { phase: { phase: string }; nextAt: number | null };
      };
      return value.phase.phase === 'failed' ? value.nextAt : null;
    };
    const before = await nextAfterFailure();
    await this.sync();
    await expect.poll(nextAfterFailure).not.toBe(before);
    await expect.poll(nextAfterFailure).not.toBeNull();
  }

  async expectTold({ title, sentence }: Told): Promise<void> {
    await expect(this.alert.getByText(`${title}.`, { exact: true })).toBeVisible();
    await expect(this.alert).toContainText(sentence);
  }

  /** From the Sync page and back. */
  async expectKeys(...names: string[]): Promise<void> {
    await openKeys(this.page);
    await expect.poll(() => keyNames(this.page)).toEqual(names.toSorted());
    await openSync(this.page);
  }

  /** The fault is over. */
  async recover(): Promise<void> {
    this.endpoint.faults.clear();
    await this.sync();
    await expect(this.page.getByRole('main').getByText('Up to date')).toBeVisible();
    await expect(this.alert).toBeHidden();
  }
}
