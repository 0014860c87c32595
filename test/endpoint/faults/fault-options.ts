/** When and how a fault strikes. */
export interface FaultOptions {
  /** the next number of matching requests; default 1 */
  times?: number;
  /** instead of `times`: the probability for each matching request */
  probability?: number;
  /** the seed of the probability */
  seed?: number;
  /** number of matching requests to let through first */
  skip?: number;
  /** only requests of this method */
  method?: string;
  /** only requests whose path contains this; requests inside a batch have paths of their own */
  path?: string;
  /** seconds in `Retry-After` or `Backoff` */
  retryAfter?: number;
  /** where `redirect` and `next-page-elsewhere` lead */
  location?: string;
  /** by how much `clock-skew` changes the `Date` header, in milliseconds */
  skewMs?: number;
  /** pause before each byte of `slow-loris`, in milliseconds */
  pauseMs?: number;
  /** decompressed size of `huge-page` and `zip-bomb` */
  bytes?: number;
}
