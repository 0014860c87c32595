import type { EventName, PageRequest } from './channels';
import type { Result } from '../lib/result';
import type { Input, Output } from './contract';

type Domain<N extends string> = N extends `${infer D}:${string}` ? D : never;
type Action<N extends string, D extends string> = N extends `${D}:${infer A}` ? A : never;
type CamelCase<S extends string> = S extends `${infer A}-${infer B}`
  ? `${A}${Capitalize<CamelCase<B>>}`
  : S;

/** `bridge.keys.create(input)`: the contract as functions. */
export type Bridge = {
  [D in Domain<PageRequest>]: {
    [A in Action<PageRequest, D> as CamelCase<A>]: Input<
      `${D}:${A}` & PageRequest
    > extends undefined
      ? () => Promise<Result<Output<`${D}:${A}` & PageRequest>>>
      : (
          input: Input<`${D}:${A}` & PageRequest>,
        ) => Promise<Result<Output<`${D}:${A}` & PageRequest>>>;
  };
};

/** A `File` of the page. Shared code has no DOM types. */
interface DroppedFile {
  readonly name: string;
}

/**
 * What the preload script puts on `window.ownchat`. It passes JSON text, which is faster than
 * objects.
 */
export interface RawBridge {
  request(name: PageRequest, input: unknown): Promise<string>;
  /** Passes dropped files to the main process. */
  drop(files: readonly DroppedFile[]): Promise<string>;
  /** @returns unsubscribes */
  listen(name: EventName, listener: (json: string) => void): () => void;
}
