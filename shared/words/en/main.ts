import { confirmationWords } from './confirmations';
import { desktopWords } from './desktop';
import { fileDialogWords } from './file-dialogs';
import { headlessWords } from './headless';
import { notificationWords } from './notifications';
import { reportContentWords } from './reports-content';

/** The words that only the main process uses: its boxes, its command line and the content of reports. */
export const mainWords = {
  ...desktopWords,
  confirmations: confirmationWords,
  fileDialogs: fileDialogWords,
  headless: headlessWords,
  notifications: notificationWords,
  report: reportContentWords,
} as const;
