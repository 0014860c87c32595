/** The sync status at the foot of the sidebar. The texts are short, because the room is small. */
export const syncBadgeWords = {
  off: 'Local vault only',
  new: 'Not synced yet',
  idle: 'Up to date',
  waiting_one: '{{count, number}} not sent',
  waiting_other: '{{count, number}} not sent',
  waitingWhole_one:
    '{{count, number}} change not sent: the endpoint still accepts this key as it was.',
  waitingWhole_other:
    '{{count, number}} changes not sent: the endpoint still accepts these keys as they were.',
  waitingDeleted: 'Deleted here, but not at the endpoint: {{names}}.',
  /** why it is not sent */
  reasons: {
    'not-begun': 'The first sync has not been started.',
    paused: 'Sync is paused.',
    offline: 'The endpoint cannot be reached.',
    failed: 'The last sync failed.',
    held: 'The endpoint asked the app to wait.',
    refused: 'The endpoint refused the last change.',
    unreadable: 'The endpoint’s record of this key cannot be read. Decide on the Sync page.',
    asking: 'Sync needs a decision.',
  },
  unknownKey: 'a key with an unknown name',
  running: 'Syncing…',
  paused: 'Sync paused',
  failed: 'Sync failed',
  offline: 'Offline',
  asking: 'Sync needs a decision',
  returned_one: '{{count, number}} to decide',
  returned_other: '{{count, number}} to decide',
  conflicts_one: '{{count, number}} conflict',
  conflicts_other: '{{count, number}} conflicts',
} as const;
