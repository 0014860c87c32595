import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillVault } from '../demo/fill-vault';
import { CHEAP_COST } from '../support/cheap-cost';

export const PASSPHRASE = 'correct horse battery';

/** A profile whose vault is full. */
export interface FilledProfile {
  keys: number;
  userData: string;
  /** of the vault */
  directory: string;
  recoveryCode: string;
}

/** Throw-away profiles of one run, made on first use. */
export class Profiles {
  readonly #root: string;
  readonly #filled = new Map<number, Promise<FilledProfile>>();

  private constructor(root: string) {
    this.#root = root;
  }

  static async make(): Promise<Profiles> {
    return new Profiles(await mkdtemp(join(tmpdir(), 'ownchat-keys-bench-')));
  }

  /** Where something of that name can be put. */
  path(name: string): string {
    return join(this.#root, name);
  }

  /** The profile with that many keys. */
  filled(keys: number): Promise<FilledProfile> {
    const there = this.#filled.get(keys) ?? this.#fill(keys);
    this.#filled.set(keys, there);
    return there;
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }

  async #fill(keys: number): Promise<FilledProfile> {
    const userData = this.path(`keys-${keys}`);
    const directory = join(userData, 'vault');
    const { recoveryCode } = await fillVault(directory, {
      keys,
      passphrase: PASSPHRASE,
      cost: CHEAP_COST,
    });
    return { keys, userData, directory, recoveryCode };
  }
}
