/** The context of a secret that is sealed on its own: the id of its key, or another name. */
export const secretContext = (id: string): string => `ownchat-keys secret ${id}`;
