/** Takes a report piece by piece; settles when it is ready for more. */
export type Sink = (piece: string | Uint8Array) => Promise<void>;
