import type { Input, Output } from '../../shared/contract/contract';
import type { Proof } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { Handlers } from './answer';

/** What the requests about backups, export and import are answered with. */
export interface TransferParts {
  backups: {
    list(): Promise<Result<Output<'backups:list'>>>;
    compare(name: string): Promise<Result<Output<'backups:compare'>>>;
    restore(name: string): Promise<Result<Output<'backups:restore'>>>;
  };
  exporter: { save(input: Input<'export:save'>): Promise<Result<Output<'export:save'>>> };
  desk: {
    readonly current: Output<'import:current'>;
    importFile(path: string): Promise<Result<Output<'import:choose'>>>;
    unseal(passphrase: string): Promise<Result<Output<'import:unseal'>>>;
    readAgain(choices: Input<'import:read-again'>): Promise<Result<Output<'import:read-again'>>>;
    map(
      mapping: Input<'import:map'>['mapping'],
      defaults: Omit<Input<'import:map'>, 'mapping'>,
    ): Promise<Result<Output<'import:map'>>>;
    apply(choices: Input<'import:apply'>['choices']): Promise<Result<Output<'import:apply'>>>;
    cancel(): void;
  };
  droppedFiles: {
    readonly waiting: string | null;
    takeRefusal(): Output<'import:take-refusal'>;
    offer(files: Input<'import:drop'>['files']): Promise<void>;
  };
  /** asks the person for a file; null when they choose none */
  chooseImport(): Promise<string | null>;
}

type TransferRequest = `${'backups' | 'export' | 'import'}:${string}` & keyof Handlers;

/** Backups, export and import. */
export function transferHandlers(parts: TransferParts): Pick<Handlers, TransferRequest> {
  const { backups, exporter, desk } = parts;
  return {
    'backups:list': () => backups.list(),
    'backups:compare': ({ name }) => backups.compare(name),
    'backups:restore': ({ name }) => backups.restore(name),
    'export:save': (input) => exporter.save(input),
    'import:choose': async () => {
      const path = await parts.chooseImport();
      return path === null ? ok(null) : desk.importFile(path);
    },
    'import:current': () => ok(desk.current),
    'import:drop': async ({ files }) => {
      await parts.droppedFiles.offer(files);
      return ok(undefined);
    },
    'import:waiting': () => ok(parts.droppedFiles.waiting),
    'import:take-refusal': () => ok(parts.droppedFiles.takeRefusal()),
    'import:unseal': ({ passphrase }) => desk.unseal(passphrase),
    'import:read-again': (choices) => desk.readAgain(choices),
    'import:map': ({ mapping, ...defaults }) => desk.map(mapping, defaults),
    'import:apply': ({ choices }) => desk.apply(choices),
    'import:cancel': () => {
      desk.cancel();
      return ok(undefined);
    },
  };
}

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
