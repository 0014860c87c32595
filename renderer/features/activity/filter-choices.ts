import type { ActivityEventName, ActivityFilter, Origin } from '../../../shared/activity/activity';

export const PERIODS = ['today', 'week', 'month', 'year'] as const;
type Period = (typeof PERIODS)[number];

/** The filters that are set in the toolbar. An empty set does not filter. */
export interface Choices {
  query: string;
  events: ReadonlySet<ActivityEventName>;
  actors: ReadonlySet<string>;
  origins: ReadonlySet<Origin | 'unknown'>;
  /** one at most */
  periods: ReadonlySet<Period>;
}

export const NO_CHOICES: Choices = {
  query: '',
  events: new Set(),
  actors: new Set(),
  origins: new Set(),
  periods: new Set(),
};

export const isChoosing = ({ query, events, actors, origins, periods }: Choices): boolean =>
  query.trim() !== '' || events.size + actors.size + origins.size + periods.size > 0;

const DAYS: Record<Period, number> = { today: 0, week: 6, month: 29, year: 364 };

/**
 * The filters as the main process expects them. Periods begin at midnight, local time: "Last 7
 * days" is today and the six days before.
 *
 * @param now milliseconds since the epoch
 */
export function filterOf(choices: Choices, keyId: string | null, now: number): ActivityFilter {
  const [period] = choices.periods;
  return {
    events: [...choices.events],
    actors: [...choices.actors],
    origins: [...choices.origins],
    keyId,
    within: null,
    since: period === undefined ? null : sinceOf(period, now),
    until: null,
    query: choices.query.trim().slice(0, 1_000),
  };
}

function sinceOf(period: Period, now: number): string {
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() - DAYS[period]);
  return start.toISOString();
}
