import type { Output, Proof } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { ok } from '../../shared/result';
import type { Handlers } from './answer';

/** What the requests about a damaged vault are answered with. */
export interface CareParts {
  look(): Promise<Result<Output<'recovery:look'>>>;
  find(proof: Proof): Promise<Result<Output<'recovery:find'>>>;
  use(): Promise<Result<void>>;
  forget(): void;
  saveFiles(): Promise<Result<Output<'recovery:save-files'>>>;
  repair(): Promise<Result<void>>;
}

/** Opening what is damaged. */
export function careHandlers(
  care: CareParts,
): Pick<Handlers, `recovery:${string}` & keyof Handlers> {
  return {
    'recovery:look': () => care.look(),
    'recovery:find': (proof) => care.find(proof),
    'recovery:use': () => care.use(),
    'recovery:forget': () => {
      care.forget();
      return ok(undefined);
    },
    'recovery:save-files': () => care.saveFiles(),
    'recovery:repair': () => care.repair(),
  };
}
