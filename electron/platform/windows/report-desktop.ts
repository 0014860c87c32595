import { basename } from 'node:path';
import { dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ReportFormat } from '../../../shared/reports/report';
import { t } from '../../lib/messages';

/** The desktop's dialogs for the target of a report, above the app's window. */
export function reportDesktop(window: () => BrowserWindow | null) {
  const above = async <T>(ask: (parent: BrowserWindow) => Promise<T>): Promise<T | null> => {
    const parent = window();
    return parent ? ask(parent) : null;
  };
  return {
    async chooseFile(suggestedName: string, format: ReportFormat): Promise<string | null> {
      const chosen = await above((parent) =>
        dialog.showSaveDialog(parent, {
          title: t('main:fileDialogs.report.save'),
          defaultPath: suggestedName,
          filters: [{ name: t(`reports.formats.${format}.label`), extensions: [format] }],
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        }),
      );
      return chosen && !chosen.canceled && chosen.filePath !== '' ? chosen.filePath : null;
    },
    async mayReplace(path: string): Promise<boolean> {
      const answer = await above((parent) =>
        dialog.showMessageBox(parent, {
          type: 'question',
          message: t('main:fileDialogs.report.replace', { file: basename(path) }),
          detail: t('main:fileDialogs.report.replaceDetail'),
          buttons: [t('main:fileDialogs.report.keep'), t('main:fileDialogs.report.doReplace')],
          defaultId: 0,
          cancelId: 0,
          noLink: true,
        }),
      );
      return answer?.response === 1;
    },
    async chooseFolder(): Promise<string | null> {
      const chosen = await above((parent) =>
        dialog.showOpenDialog(parent, {
          title: t('main:fileDialogs.report.folder'),
          properties: ['openDirectory', 'createDirectory'],
        }),
      );
      return chosen && !chosen.canceled ? (chosen.filePaths[0] ?? null) : null;
    },
    show(path: string): void {
      shell.showItemInFolder(path);
    },
    async open(path: string): Promise<boolean> {
      return (await shell.openPath(path)) === '';
    },
  };
}
