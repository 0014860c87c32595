/** Receives a report piece by piece; settles when it is ready for more. */
export type Sink = (piece: string | Uint8Array) => Promise<void>;

/** Overwrites the start of a report after the rest was written, with the same number of bytes. */
export type Rewrite = (start: string) => Promise<void>;

/** For a report whose start is final. */
export const noRewrite: Rewrite = async () => undefined;
