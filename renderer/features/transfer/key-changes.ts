/** What the backups need from the list of keys, which belongs to another feature. */
export interface KeyChanges {
  /**
   * Takes a snapshot of the keys. @returns a function that returns the ids of the keys that are new
   * or different when it is called
   */
  remember: () => () => readonly string[];
  /** goes to the API Keys page and shows these keys */
  onShow: (ids: readonly string[]) => void;
}
