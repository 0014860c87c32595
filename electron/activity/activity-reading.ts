import type {
  ActivityCursor,
  ActivityEntry,
  ActivityFilter,
  ActivityPage,
  ActivityVerdict,
} from '../../shared/activity/activity';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { activityEntryOf } from './activity-entry';
import { makeActivityTest } from './activity-filter';
import { FoldedSyncs } from './fold-syncs';
import type { Progress } from '../lib/progress';
import { throttleProgress } from '../lib/progress';
import type { ActivityVault, RecordedEvent } from './recorded-event';

const PAGE_ENTRIES = 100;

/** How much is read for one page, matching or not: about 50 ms. The window asks for more. */
const PAGE_BYTES = 2 * 1024 * 1024;

/**
 * Reads the activity of the unlocked vault for the page, newest first and in parts, and verifies
 * it.
 */
export class ActivityReading {
  readonly #vault: () => ActivityVault | null;
  readonly #onProgress: (progress: Progress | null) => void;
  /** The last names of deleted keys, which older events lack. */
  #deleted: { vault: ActivityVault; names: Map<string, string> } | null = null;
  #syncs: { vault: ActivityVault; folded: FoldedSyncs } | null = null;
  #verifying: AbortController | null = null;

  constructor(options: {
    vault: () => ActivityVault | null;
    /** verified bytes and bytes in all, a few times a second */
    /** null when the work has ended or failed */
    onProgress: (progress: Progress | null) => void;
  }) {
    this.#vault = options.vault;
    this.#onProgress = options.onProgress;
  }

  /**
   * One part of the activity, newest first. It may be empty although there is more: then `next` is
   * set.
   *
   * @param from `next` of the previous part, or null for the newest
   * @param newerThan sequence number at which to stop, or 0
   * @param archive the archive to read instead of the activity, or null
   */
  async page(
    from: ActivityCursor | null,
    filter: ActivityFilter,
    newerThan: number,
    archive: string | null = null,
  ): Promise<Result<ActivityPage>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const archives = vault.activity.archives.map(({ file, first, last, firstAt, lastAt }) => {
      return { file, first, last, firstAt, lastAt };
    });
    const archived = archives.find(({ file }) => file === archive);
    const start = from ?? vault.activity.end;
    const entries: ActivityEntry[] = [];
    const page: ActivityPage = { entries, next: null, from: start, brokenLine: null, archives };
    if (archive === null && start.sequence <= newerThan) return ok(page);
    const deleted = this.#deletedNames(vault);
    const nameOf = (id: string) => {
      const name = vault.keys.get(id)?.record.name;
      const last = deleted.get(id) ?? vault.ledger.entries.get(id)?.name;
      return { name: name ?? last ?? '', exists: name !== undefined };
    };
    const passes = makeActivityTest(filter);
    const isShown = this.#foldedSyncs(vault).reading(filter, start.sequence);
    const oldest = archived ? archived.first - 1 : newerThan;
    let newestByte: number | null = archive === null ? start.offset : null;
    page.next = archive === null ? start : from;
    const take = (event: RecordedEvent, before: ActivityCursor): boolean => {
      if (event.event === 'key.deleted') deleted.set(event.keyId, event.change.before.name);
      const entry = activityEntryOf(event, nameOf);
      if (isShown(event) && passes(entry)) entries.push(entry);
      newestByte ??= before.offset;
      // No event of a key is older than its creation.
      const isMade =
        event.event === 'key.created' ||
        (event.event === 'key.restored' && event.change.from !== event.keyId);
      const isFirst = isMade && event.keyId === filter.keyId;
      if (isFirst) page.archives = [];
      const isOldest = before.sequence <= oldest || before.offset === 0;
      page.next = isFirst || isOldest ? null : before;
      const isEnough = entries.length >= PAGE_ENTRIES || newestByte - before.offset >= PAGE_BYTES;
      return page.next !== null && !isEnough;
    };
    if (archive !== null) {
      const read = await vault.activity.readArchiveBack(archive, from, take);
      return read.ok ? ok(page) : read;
    }
    const read = await vault.activity.readBack(start, take);
    if (!read.ok) return read;
    const { brokenLine } = read.value;
    return ok({ ...page, next: brokenLine === null ? page.next : null, brokenLine });
  }

  /** Verifies every line. A second call aborts the first. */
  async verify(): Promise<Result<ActivityVerdict>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    this.cancelVerify();
    const controller = new AbortController();
    this.#verifying = controller;
    const walked = await vault.activity.walk({
      signal: controller.signal,
      onProgress: throttleProgress(this.#onProgress),
    });
    if (this.#verifying === controller) this.#verifying = null;
    this.#onProgress(null);
    if (!walked.ok) return walked;
    const { verdict, first, last, tag, archived, end } = walked.value;
    return ok({
      kind: verdict.kind,
      brokenLine: verdict.kind === 'broken' ? verdict.line : null,
      lines: last - first + 1,
      tag,
      end,
      archived: { events: archived.events, bad: archived.bad },
    });
  }

  cancelVerify(): void {
    this.#verifying?.abort();
    this.#verifying = null;
  }

  /** Call it on locking: drops the content. */
  forget(): void {
    this.#deleted = null;
    this.#syncs = null;
  }

  #foldedSyncs(vault: ActivityVault): FoldedSyncs {
    if (this.#syncs?.vault !== vault) this.#syncs = { vault, folded: new FoldedSyncs() };
    return this.#syncs.folded;
  }

  #deletedNames(vault: ActivityVault): Map<string, string> {
    if (this.#deleted?.vault !== vault) this.#deleted = { vault, names: new Map() };
    return this.#deleted.names;
  }
}
