import type { importRequests } from '../../shared/contract/transfer';
import { ok } from '../../shared/lib/result';
import type { ImportCandidate } from '../../shared/transfer/transfer';
import type { FeatureModule, Send } from '../lib/feature-module';
import { inBackground } from '../lib/in-background';
import type { ImportSessionOptions } from './import-session-options';
import { DroppedFiles } from './dropped-files';
import { ImportSession } from './import-session';
import { t } from '../lib/messages';

const importFiles = () => [
  {
    name: t('main:fileDialogs.importFiles'),
    extensions: ['ownchat-vault', 'json', 'ndjson', 'jsonl', 'csv', 'tsv', 'txt', 'xlsx'],
  },
  { name: t('main:fileDialogs.allFiles'), extensions: ['*'] },
];

interface Around extends Omit<ImportSessionOptions, 'onOpened'> {
  send: Send;
  /** settles when a vault that opens by itself is open */
  opening: Promise<void>;
  /** whether the name of a file is one that the app opens */
  isKnownKind: (path: string) => boolean;
  /** @returns null when the person chooses none */
  chooseFile: (
    title: string,
    filters: { name: string; extensions: string[] }[],
  ) => Promise<string | null>;
}

interface TransferModule extends FeatureModule<typeof importRequests> {
  /** a key of the file that is being imported, by its number there */
  candidate(index: number): ImportCandidate | undefined;
  /** @param paths absolute, of files that the desktop or another start of the app hands over */
  openFiles(paths: readonly string[]): void;
}

/** Files that are imported. */
export function transferModule(around: Around): TransferModule {
  const { send, opening, isKnownKind, chooseFile, ...options } = around;
  const desk = new ImportSession({
    ...options,
    onOpened: (opened) => send('import:opened', opened),
  });
  const droppedFiles = new DroppedFiles({
    desk,
    mayOpen: async () => {
      await opening;
      return options.mayHold();
    },
    isKnownKind,
    onRefused: () => send('import:refused', null),
    onKept: (fileName) => send('import:kept', fileName),
  });
  return {
    candidate: (index) => desk.candidate(index),
    openFiles: (paths) =>
      inBackground('files', droppedFiles.offer(paths.map((path) => ({ name: '', path })))),
    onUnlocked: () => inBackground('a file', droppedFiles.openKept()),
    onLocking: () => desk.cancel(),
    handlers: {
      'import:choose': async () => {
        const path = await chooseFile(t('main:fileDialogs.import'), importFiles());
        return path === null ? ok(null) : desk.importFile(path);
      },
      'import:current': () => ok(desk.current),
      'import:drop': async ({ files }) => {
        await droppedFiles.offer(files);
        return ok(undefined);
      },
      'import:waiting': () => ok(droppedFiles.waiting),
      'import:take-refusal': () => ok(droppedFiles.takeRefusal()),
      'import:unseal': ({ passphrase }) => desk.unseal(passphrase),
      'import:read-again': (choices) => desk.readAgain(choices),
      'import:map': ({ mapping, ...defaults }) => desk.map(mapping, defaults),
      'import:apply': ({ choices }) => desk.apply(choices),
      'import:cancel': () => {
        desk.cancel();
        return ok(undefined);
      },
    },
  };
}
