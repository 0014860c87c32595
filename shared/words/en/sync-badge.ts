/** How sync stands, at the foot of the sidebar, where there is little room. */
export const syncBadgeWords = {
  off: 'Local vault only',
  new: 'Not started yet',
  idle: 'In step',
  waiting_one: '{{count, number}} to send',
  waiting_other: '{{count, number}} to send',
  running: 'Syncing…',
  paused: 'Sync paused',
  failed: 'Sync failed',
  offline: 'Offline',
  asking: 'Needs you',
  returned_one: '{{count, number}} to decide',
  returned_other: '{{count, number}} to decide',
  conflicts_one: '{{count, number}} conflict',
  conflicts_other: '{{count, number}} conflicts',
} as const;
