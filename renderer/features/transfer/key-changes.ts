/** What the backups need of the list of keys, which is another feature's. */
export interface KeyChanges {
  /** Remembers the keys as they are. @returns tells the ids of those that are new or different by then */
  remember: () => () => readonly string[];
  /** goes to where these keys are listed, and shows them */
  onShow: (ids: readonly string[]) => void;
}
