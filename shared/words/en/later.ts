import { aboutWords } from './about';
import { activityWords } from './activity';
import { clipboardWords } from './clipboard';
import { failureWords } from './failures';
import { keysChangeWords } from './keys-changes';
import { keysDialogWords } from './keys-dialogs';
import { keysFilterWords } from './keys-filters';
import { keysFormWords } from './keys-form';
import { keysPanelWords } from './keys-panel';
import { resourceTexts } from './keys-resource-texts';
import { riskWords } from './keys-risks';
import { ruleWords } from './rules';
import { preferenceWords } from './preferences';
import { securityWords } from './preferences-security';
import { reminderWords } from './reminders';
import { reportWords } from './reports';
import { reportTableWords } from './reports-table';
import { securityCheckWords } from './security-check';
import { syncWords } from './sync';
import { syncBadgeWords } from './sync-badge';
import { importProblemWords, transferWords } from './transfer';
import { updateWords } from './updates';
import { vaultNoticeWords } from './vault-notices';
import { vaultRepairWords } from './vault-repair';

/** The words of what opens later (pages, dialogs) or goes wrong later: they follow the first picture. */
export const laterWords = {
  about: aboutWords,
  updates: updateWords,
  clipboard: clipboardWords,
  failures: failureWords,
  vaultNotices: vaultNoticeWords,
  backups: vaultRepairWords,
  transfer: transferWords,
  importProblems: importProblemWords,
  sync: { ...syncWords, badge: syncBadgeWords },
  activity: activityWords,
  resourceTexts,
  risks: riskWords,
  rules: ruleWords,
  check: securityCheckWords,
  preferences: preferenceWords,
  security: securityWords,
  keyFilters: keysFilterWords,
  form: keysFormWords,
  dialogs: keysDialogWords,
  reminders: reminderWords,
  changes: keysChangeWords,
  panel: keysPanelWords,
  reports: reportWords,
  reportContent: reportTableWords,
} as const;
