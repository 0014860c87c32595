import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  ActivityCursor,
  ActivityEntry,
  ActivityFilter,
  ArchiveSummary,
} from '../../../shared/activity/activity';
import type { Failure } from '../../../shared/lib/failure';
import { bridge, listen } from '../../bridge/bridge';

/** The number of entries requested at once: somewhat more than a screen shows. */
const WANTED = 60;

/** The entries that were read so far, newest first. */
export interface ActivityList {
  entries: readonly ActivityEntry[];
  /**
   * - `loading`: no entry was read yet
   * - `reading`: older entries are being read
   * - `waiting`: older entries exist, and are read on scrolling down
   * - `stopped`: the person stopped the search
   * - `complete`: there are no older entries
   */
  state: 'loading' | 'reading' | 'waiting' | 'stopped' | 'complete';
  failure: Failure | null;
  /** the line at which the chain is broken; older entries cannot be shown */
  brokenLine: number | null;
  /** archives that were not read yet, newest first */
  archives: readonly ArchiveSummary[];
}

const NOTHING: ActivityList = {
  entries: [],
  state: 'loading',
  failure: null,
  brokenLine: null,
  archives: [],
};

/** Reads the activity that passes a filter, page by page, and follows new entries. */
export function useActivity(filter: ActivityFilter): {
  list: ActivityList;
  readMore: () => void;
  stop: () => void;
  reload: () => void;
  /** also shows the entries of an archive */
  readArchive: (file: string) => void;
} {
  const [list, setList] = useState(NOTHING);
  const reader = useRef<Reader | null>(null);
  useEffect(() => {
    const started = new Reader(filter, setList);
    reader.current = started;
    void started.readMore();
    const unlisten = listen('activity:changed', () => void started.readNewer());
    return () => {
      started.end();
      unlisten();
    };
  }, [filter]);
  const readMore = useCallback(() => void reader.current?.readMore(), []);
  const stop = useCallback(() => reader.current?.stop(), []);
  const reload = useCallback(() => void reader.current?.restart(), []);
  const readArchive = useCallback((file: string) => void reader.current?.readArchive(file), []);
  return { list, readMore, stop, reload, readArchive };
}

/** One pass over the activity, beginning at the newest entry. */
class Reader {
  readonly #filter: ActivityFilter;
  readonly #show: (list: ActivityList) => void;
  #list = NOTHING;
  #next: ActivityCursor | null = null;
  /** sequence number of the newest event that was read */
  #head: number | null = null;
  #isReading = false;
  #isStopped = false;
  #hasEnded = false;
  #newer: 'known' | 'reading' | 'missed' = 'known';
  /** the archive that is being read; null for the activity itself */
  #archive: string | null = null;
  readonly #archivesRead = new Set<string>();

  constructor(filter: ActivityFilter, show: (list: ActivityList) => void) {
    this.#filter = filter;
    this.#show = show;
    show(NOTHING);
  }

  /** Reads older entries until a screen is full or no older ones exist. */
  async readMore(): Promise<void> {
    if (this.#head !== null && this.#next === null) return;
    await this.#read();
  }

  /** Continues with an archive. If it is damaged, the others can still be read. */
  async readArchive(file: string): Promise<void> {
    if (this.#isReading || this.#list.state !== 'complete') return;
    this.#archive = file;
    this.#next = null;
    await this.#read();
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#isStopped = false;
    const wanted = this.#list.entries.length + WANTED;
    if (this.#head !== null) this.#publish({ state: 'reading' });
    do {
      const answer = await bridge.activity.page({
        from: this.#next,
        filter: this.#filter,
        newerThan: 0,
        archive: this.#archive,
      });
      if (this.#hasEnded) return;
      if (!answer.ok) {
        this.#isReading = false;
        const state = this.#archive === null ? 'stopped' : 'complete';
        return this.#publish({ state, failure: answer.failure });
      }
      const { entries, next, from, brokenLine, archives } = answer.value;
      if (this.#archive !== null) this.#archivesRead.add(this.#archive);
      this.#head ??= from.sequence;
      this.#next = next;
      this.#publish({
        entries: inOrder([...this.#list.entries, ...entries]),
        archives: archives.filter(({ file }) => !this.#archivesRead.has(file)).toReversed(),
        state: this.#stateAfter(wanted, entries.length),
        failure: null,
        brokenLine,
      });
    } while (this.#list.state === 'reading');
    this.#isReading = false;
    if (this.#newer === 'missed') void this.readNewer();
  }

  /** New events were recorded: those that pass the filter are added on top. */
  async readNewer(): Promise<void> {
    if (this.#head === null || this.#isReading || this.#newer === 'reading') {
      this.#newer = 'missed';
      return;
    }
    this.#newer = 'reading';
    const answer = await bridge.activity.page({
      from: null,
      filter: this.#filter,
      newerThan: this.#head,
      archive: null,
    });
    const missed = (this.#newer as 'reading' | 'missed') === 'missed';
    this.#newer = 'known';
    if (this.#hasEnded || !answer.ok) return;
    const { entries, next, from } = answer.value;
    if (next === null) {
      this.#head = from.sequence;
      if (entries.length > 0) {
        const older = withoutPartsOf(entries, this.#filter, this.#list.entries);
        this.#publish({ entries: [...entries, ...older] });
      }
      if (missed) void this.readNewer();
      return;
    }
    // More events were recorded than one page holds.
    await this.restart();
  }

  /** Restarts the list. */
  async restart(): Promise<void> {
    this.#next = null;
    this.#head = null;
    this.#archive = null;
    this.#archivesRead.clear();
    this.#publish(NOTHING);
    await this.readMore();
  }

  stop(): void {
    this.#isStopped = true;
  }

  end(): void {
    this.#hasEnded = true;
  }

  #stateAfter(wanted: number, found: number): ActivityList['state'] {
    if (this.#next === null) return 'complete';
    if (this.#isStopped) return 'stopped';
    return this.#list.entries.length + found < wanted ? 'reading' : 'waiting';
  }

  #publish(changes: Partial<ActivityList>): void {
    this.#list = { ...this.#list, ...changes };
    this.#show(this.#list);
  }
}

/** The single entries of a running sync are replaced by its summary entry. */
function withoutPartsOf(
  news: readonly ActivityEntry[],
  { events, keyId, query, within }: ActivityFilter,
  shown: readonly ActivityEntry[],
): readonly ActivityEntry[] {
  if (events.length > 0 || keyId !== null || query !== '' || within !== null) return shown;
  const syncs = news.flatMap(({ detail, sequence }) =>
    detail?.kind === 'sync' ? [{ first: detail.first, last: sequence }] : [],
  );
  if (syncs.length === 0) return shown;
  return shown.filter(
    ({ sequence, origin }) =>
      origin !== 'endpoint' ||
      !syncs.some(({ first, last }) => first <= sequence && sequence <= last),
  );
}

/** Newest first: archives can be read in any order. */
const inOrder = (entries: ActivityEntry[]): ActivityEntry[] =>
  entries.toSorted((a, b) => b.sequence - a.sequence);
