/** Takes a report piece by piece; settles when it is ready for more. */
export type Sink = (piece: string | Uint8Array) => Promise<void>;

/** Writes the beginning of a report anew, after all else: as many bytes as were there. */
export type Rewrite = (start: string) => Promise<void>;

/** For a report whose beginning is right from the beginning. */
export const noRewrite: Rewrite = async () => undefined;
