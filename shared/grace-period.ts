/** How long a secret still counts after it was replaced. */
export const GRACE_PERIODS = ['none', 'hour', 'day', 'week'] as const;
export type GracePeriod = (typeof GRACE_PERIODS)[number];

const HOUR_MS = 60 * 60_000;

/** In milliseconds. */
export const GRACE_MS: Record<GracePeriod, number> = {
  none: 0,
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};
