import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import type { Cell, Chart, Row } from '../../../shared/reports/report';
import type { EventsInWords } from './event-words';
import { eventsInWords, nameInEvent } from './event-words';
import { countLabel, dayOf, tally } from '../numbers';
import type { Pacer } from '../pacer';
import type { Span } from './period';
import { isWithin } from './period';
import type { EachRows, ReportContent } from './report-content';
import type { ReportKey } from './report-key';
import type { ReportSource, SourceEvent, SourceWalk } from './report-source';
import { ReportFault } from '../report-vault';
import { recordsNow, ScopedKeys } from './scoped-keys';
import { verification } from './verification';
import { t } from '../../lib/messages';

/** Longer periods are counted by month instead of by day. */
const MAX_DAYS = 62;

export interface EventScope {
  isWanted: (key: ReportKey) => boolean;
  /** whether all keys are wanted, and so events about no key too */
  isAll: boolean;
  span: Span;
  now: number;
}

interface FollowedActivity {
  source: ReportSource;
  /** the keys at this moment, so that every pass over the events is equal */
  known: ReadonlyMap<string, ApiKeyRecord>;
}

/** The events of a period, and the verdict on the chain. */
export async function activityReport(
  source: ReportSource,
  scope: EventScope,
  pacer: Pacer,
): Promise<ReportContent> {
  const days = new Map<string, number>();
  const people = new Set<string>();
  const kinds = new Map<string, number>();
  let count = 0;
  // A vault that was locked meanwhile looks empty.
  pacer.signal.throwIfAborted();
  const activity = { source, known: recordsNow(source) };
  const inWords = eventsInWords();
  const walk = await eachEvent(activity, scope, Number.POSITIVE_INFINITY, pacer, ({ event }) => {
    count += 1;
    tally(days, dayOf(event.at));
    tally(kinds, inWords.title(event));
    people.add(event.actor);
  });
  const dates = [...days.keys()].toSorted();
  return {
    summary: [
      countLabel(t('main:report.summary.events'), count),
      countLabel(t('main:report.summary.people'), people.size),
      countLabel(t('main:report.summary.days'), days.size),
      { label: t('main:report.summary.firstEvent'), value: dates[0] ?? t('main:report.none') },
      { label: t('main:report.summary.lastEvent'), value: dates.at(-1) ?? t('main:report.none') },
    ],
    charts: [
      byTime(days),
      {
        title: t('main:report.charts.events'),
        unit: t('main:report.charts.events'),
        isTimeline: false,
        series: [t('main:report.charts.events')],
        groups: [...kinds]
          .toSorted((a, b) => b[1] - a[1])
          .map(([label, value]) => ({ label, values: [value] })),
      },
    ],
    statements: verification(walk),
    count,
    // A second pass, up to the same event: later ones are not part of this report.
    eachRows: rowsOfEvents(activity, scope, walk.last, cellsOf(inWords)),
  };
}

type EventCells = Record<string, (event: SourceEvent, name: string | null) => Cell>;

function cellsOf(inWords: EventsInWords): EventCells {
  const origins = t('main:report.origins', { returnObjects: true });
  return {
    sequence: ({ sequence }) => sequence,
    at: ({ at }) => at,
    actor: ({ actor }) => actor,
    origin: ({ origin }) => origins[origin ?? 'unknown'],
    event: inWords.title,
    name: (_event, name) => name,
    change: inWords.change,
    keyId: ({ keyId }) => keyId,
  };
}

const rowsOfEvents =
  (activity: FollowedActivity, scope: EventScope, last: number, cells: EventCells): EachRows =>
  async (columns, pacer, take, limit = Number.POSITIVE_INFINITY) => {
    let waiting: Row[] = [];
    let taken = 0;
    const flush = async () => {
      const rows = waiting;
      waiting = [];
      if (rows.length > 0) await take(rows);
    };
    await eachEvent(
      activity,
      scope,
      last,
      pacer,
      ({ event, name }) => {
        if (taken >= limit) return;
        taken += 1;
        waiting.push(columns.map(({ id }) => cells[id]?.(event, name) ?? null));
      },
      async () => {
        await flush();
        return taken < limit;
      },
    );
    await flush();
  };

/** Passes the events of a report to the callback, in order. */
async function eachEvent(
  { source, known }: FollowedActivity,
  { isWanted, isAll, span, now }: EventScope,
  last: number,
  pacer: Pacer,
  take: (found: { event: SourceEvent; name: string | null }) => void,
  /** returns whether to continue */
  afterPiece: () => Promise<boolean> = async () => true,
): Promise<SourceWalk> {
  const keys = new ScopedKeys(isWanted, known, now);
  const enough = new AbortController();
  const walk = await source.walkActivity({
    signal: AbortSignal.any([pacer.signal, enough.signal]),
    onEvents: async (events) => {
      for (const event of events) {
        if (event.sequence > last) break;
        const key = keys.follow(event);
        const isAbout = isAll || (key?.isWanted ?? false);
        if (!isAbout || !isWithin(span, Date.parse(event.at))) continue;
        take({ event, name: key?.name ?? nameInEvent(event) });
      }
      if (!(await afterPiece())) enough.abort();
      await pacer.pause();
    },
  });
  pacer.signal.throwIfAborted();
  // The walk was cancelled, but not by this function: the vault was locked.
  if (walk.verdict.kind === 'cancelled' && !enough.signal.aborted) {
    throw new ReportFault({ code: 'vault-locked' });
  }
  return walk;
}

function byTime(days: ReadonlyMap<string, number>): Chart {
  const dates = [...days.keys()].toSorted();
  const spread =
    (Date.parse(dates.at(-1) ?? '1970-01-01') - Date.parse(dates[0] ?? '1970-01-01')) / 86_400_000;
  const isByDay = spread <= MAX_DAYS;
  const groups = new Map<string, number>();
  for (const date of dates) {
    const label = isByDay ? date.slice(5) : date.slice(0, 7);
    groups.set(label, (groups.get(label) ?? 0) + (days.get(date) ?? 0));
  }
  return {
    title: isByDay ? t('main:report.charts.eventsByDay') : t('main:report.charts.eventsByMonth'),
    unit: t('main:report.charts.events'),
    isTimeline: true,
    series: [t('main:report.charts.events')],
    groups: [...groups].map(([label, value]) => ({ label, values: [value] })),
  };
}
