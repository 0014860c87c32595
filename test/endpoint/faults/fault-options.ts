/** When a fault strikes, and how. */
export interface FaultOptions {
  /** the next so many requests that match; 1 without */
  times?: number;
  /** instead of `times`: each request that matches, with this probability */
  probability?: number;
  /** what the probability's dice start from */
  seed?: number;
  /** so many requests that match are let through first */
  skip?: number;
  /** only requests of this method */
  method?: string;
  /** only requests whose path contains this; requests inside a batch have paths of their own */
  path?: string;
  /** seconds in `Retry-After` or `Backoff` */
  retryAfter?: number;
  /** where `redirect` and `next-page-elsewhere` lead */
  location?: string;
  /** by how much the `Date` header of `clock-skew` is wrong, in milliseconds */
  skewMs?: number;
  /** how long `slow-loris` waits before each byte, in milliseconds */
  pauseMs?: number;
  /** size of what `huge-page` and `zip-bomb` send, unpacked */
  bytes?: number;
}
