import { activityLine } from './targets/activity-line';
import { batchAnswers } from './targets/batch-answers';
import { dbusMessages } from './targets/dbus-messages';
import { links } from './targets/links';
import { preferences } from './targets/preferences';
import { sealedExport } from './targets/sealed-export';
import { snapshotBody } from './targets/snapshot-body';
import { csv, json, xlsx } from './targets/tables';
import { vaultHeader } from './targets/vault-header';
import { wireRecords } from './targets/wire-records';

/** Everything the app reads that it has not, or not certainly, written itself. */
export const TARGETS = [
  vaultHeader,
  snapshotBody,
  activityLine,
  sealedExport,
  csv,
  json,
  xlsx,
  wireRecords,
  batchAnswers,
  links,
  preferences,
  dbusMessages,
];
