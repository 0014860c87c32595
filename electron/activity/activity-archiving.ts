import type { ArchiveSummary, OldActivity } from '../../shared/activity/activity';
import { ARCHIVE_AGES } from '../../shared/activity/activity';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { Progress } from '../lib/progress';
import { throttleProgress } from '../lib/progress';

const DAY_MS = 86_400_000;

/** What archiving needs of an unlocked vault. */
export interface ArchivingVault {
  readonly activity: {
    readonly start: { sequence: number };
    findOld(
      befores: readonly number[],
    ): Promise<
      Result<{ last: number; firstAt: string | null; lastAt: string | null; needed: number }[]>
    >;
  };
}

interface ArchivingOptions {
  vault: () => ArchivingVault | null;
  /** moves events from before an instant out of the activity, and reopens the vault */
  archive: (
    before: number,
    onProgress: (done: number, total: number) => void,
  ) => Promise<Result<ArchiveSummary>>;
  /** null when the work has ended or failed */
  onProgress: (progress: Progress | null) => void;
  /** milliseconds since the epoch */
  now: () => number;
}

/** Archives old activity into sealed files. */
export class ActivityArchiving {
  readonly #options: ArchivingOptions;

  constructor(options: ArchivingOptions) {
    this.#options = options;
  }

  /** What could be archived for each age, in the order of `ARCHIVE_AGES`. */
  async findOld(): Promise<Result<OldActivity[]>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const { sequence } = vault.activity.start;
    const found = await vault.activity.findOld(ARCHIVE_AGES.map((days) => this.#before(days)));
    if (!found.ok) return found;
    return ok(
      found.value.flatMap(({ last, firstAt, lastAt, needed }, index) => {
        const days = ARCHIVE_AGES[index];
        if (days === undefined) return [];
        return [{ days, events: last - sequence, firstAt, lastAt, needed }];
      }),
    );
  }

  async archive(days: number): Promise<Result<ArchiveSummary>> {
    const { archive, onProgress } = this.#options;
    const archived = await archive(this.#before(days), throttleProgress(onProgress)).finally(() =>
      onProgress(null),
    );
    if (!archived.ok) return archived;
    const { file, first, last, firstAt, lastAt } = archived.value;
    return ok({ file, first, last, firstAt, lastAt });
  }

  #before(days: number): number {
    return this.#options.now() - days * DAY_MS;
  }
}
