/** What a secret that is sealed once more on its own is bound to: the id of its key, or another name. */
export const secretContext = (id: string): string => `ownchat-keys secret ${id}`;
