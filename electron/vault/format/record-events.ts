import type { ActivityEvent } from './events';

/**
 * Whether an event leaves no trace but its line and has a motive to be removed: a wrong proof, a
 * revealed secret, an export. A snapshot after it stores where the activity ends, which exposes a
 * truncation.
 */
export const isRecord = ({ event }: ActivityEvent): boolean =>
  !/^(key|setting|sync|usage)\.|^vault\.(un)?locked$/.test(event);
