import { activityWords } from './en/activity';
import { appWords } from './en/app';
import { backupWords } from './en/backups';
import { desktopWords } from './en/desktop';
import { failureWords } from './en/failures';
import { keyDialogWords } from './en/key-dialogs';
import { keyFormWords } from './en/key-form';
import { keyListWords } from './en/key-list';
import { reportContentWords } from './en/report-content';
import { reportWords } from './en/reports';
import { resourceWords } from './en/resources';
import { riskWords } from './en/risks';
import { securityWords } from './en/security';
import { importProblemWords, transferWords } from './en/transfer';
import { syncWords } from './en/sync';
import { securityCheckWords } from './en/security-check';
import { vaultWords } from './en/vault';

/**
 * Every string a person sees, in English. The one catalogue of the app: i18next reads it in the window, and
 * the main process takes its menu and window title from it. Plural forms end in `_one` and `_other`.
 */
export const en = {
  ...appWords,
  ...desktopWords,
  failures: failureWords,
  vault: vaultWords,
  backups: backupWords,
  transfer: transferWords,
  importProblems: importProblemWords,
  sync: syncWords,
  activity: activityWords,
  check: securityCheckWords,
  security: securityWords,
  keys: keyListWords,
  form: keyFormWords,
  dialogs: keyDialogWords,
  resources: resourceWords,
  reports: reportWords,
  reportContent: reportContentWords,
  risks: riskWords,
} as const;
