import { activityWords } from './en/activity';
import { backupWords } from './en/backups';
import { desktopWords } from './en/desktop';
import { failureWords } from './en/failures';
import { keyDialogWords } from './en/key-dialogs';
import { keyFormWords } from './en/key-form';
import { reportContentWords } from './en/report-content';
import { reportWords } from './en/reports';
import { securityWords } from './en/security';
import { resourceTexts } from './en/resource-texts';
import { riskWords } from './en/risks';
import { securityCheckWords } from './en/security-check';
import { syncWords } from './en/sync';
import { importProblemWords, transferWords } from './en/transfer';
import { vaultNoticeWords } from './en/vault-notices';

/** The words of what opens later (pages, dialogs) or goes wrong later: they follow the first picture. */
export const laterWords = {
  ...desktopWords,
  failures: failureWords,
  vaultNotices: vaultNoticeWords,
  backups: backupWords,
  transfer: transferWords,
  importProblems: importProblemWords,
  sync: syncWords,
  activity: activityWords,
  resourceTexts,
  risks: riskWords,
  check: securityCheckWords,
  security: securityWords,
  form: keyFormWords,
  dialogs: keyDialogWords,
  reports: reportWords,
  reportContent: reportContentWords,
} as const;
