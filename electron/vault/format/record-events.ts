import type { ActivityEvent } from './events';

/**
 * Whether an event stands in the activity only and somebody might want it gone: a wrong proof, a secret that was revealed, an
 * export. The snapshot says where the activity ends, so that it cannot be cut off.
 */
export const isRecord = ({ event }: ActivityEvent): boolean =>
  !/^(key|setting|sync|usage)\.|^vault\.(un)?locked$/.test(event);
