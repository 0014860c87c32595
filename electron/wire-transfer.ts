import type { EventName } from '../shared/contract/channels';
import type { EventPayloads } from '../shared/contract/events';
import { backupWords } from '../shared/words/en/backups';
import { openRequestFrom } from './start/open-request';
import { realFileSystem } from './platform/disk/file-system';
import { ImportDesk } from './transfer/import-desk';
import { DroppedFiles } from './transfer/dropped-files';
import { hashSecret, isSecret } from './keys/secret';
import { changesBetween } from './vault/state/diff-keys';
import { readExport } from './vault/transfer/export-file';
import type { VaultWorld } from './vault/open-vault';
import type { VaultSession } from './vault/session/vault-session';
import { VaultBackups } from './vault/transfer/restore-backup';
import { VaultExport } from './vault/transfer/export-vault';
import type { FileDialogs } from './platform/windows/file-dialogs';

const SEALED_FILES = [{ name: backupWords.dialogs.sealedFiles, extensions: ['ownchat-vault'] }];
const IMPORT_FILES = [
  {
    name: backupWords.dialogs.importFiles,
    extensions: ['ownchat-vault', 'json', 'ndjson', 'jsonl', 'csv', 'tsv', 'txt', 'xlsx'],
  },
  { name: backupWords.dialogs.allFiles, extensions: ['*'] },
];

/** What takes keys out of the vault and brings them in: backups, encrypted exports, and files to be imported. */
export function wireTransfer({
  world,
  session,
  kdfCost,
  ratePassphrase,
  dialogs,
  started,
  send,
}: {
  world: VaultWorld;
  session: VaultSession;
  kdfCost: ConstructorParameters<typeof VaultExport>[0]['kdfCost'];
  ratePassphrase: ConstructorParameters<typeof VaultExport>[0]['ratePassphrase'];
  dialogs: FileDialogs;
  /** settles when a vault that opens by itself is open */
  started: () => Promise<void>;
  send: <N extends EventName>(name: N, payload: EventPayloads[N]) => void;
}) {
  const vault = () => session.vault;
  const mayHold = async () => session.vault !== null || session.isAbsent();
  const backups = new VaultBackups(world, vault);
  const exporter = new VaultExport({
    world,
    vault,
    confirm: (proof) => session.confirm(proof),
    kdfCost,
    ratePassphrase,
    chooseTarget: (fileName) =>
      dialogs.chooseTarget(backupWords.dialogs.export, fileName, SEALED_FILES),
  });
  const desk = new ImportDesk({
    fs: realFileSystem,
    vault,
    now: world.now,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: (bytes) => readExport(bytes, session),
    mayHold,
    onOpened: (opened) => {
      send('import:opened', opened);
    },
  });
  const droppedFiles = new DroppedFiles({
    desk,
    mayOpen: async () => {
      await started();
      return mayHold();
    },
    isKnownKind: (path) => openRequestFrom(path, '/')?.kind === 'file',
    onRefused: () => {
      send('import:refused', null);
    },
    onKept: (fileName) => {
      send('import:kept', fileName);
    },
  });
  return {
    backups,
    exporter,
    desk,
    droppedFiles,
    chooseImport: () => dialogs.chooseFile(backupWords.dialogs.import, IMPORT_FILES),
  };
}
