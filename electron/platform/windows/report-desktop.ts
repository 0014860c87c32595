import { basename } from 'node:path';
import { dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ReportFormat } from '../../../shared/reports/report';
import { interpolate } from '../../../shared/lib/interpolate';
import { reportWords } from '../../../shared/words/en/reports';

const words = reportWords.dialogs;

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
          title: words.save,
          defaultPath: suggestedName,
          filters: [{ name: reportWords.formats[format].label, extensions: [format] }],
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        }),
      );
      return chosen && !chosen.canceled && chosen.filePath !== '' ? chosen.filePath : null;
    },
    async mayReplace(path: string): Promise<boolean> {
      const answer = await above((parent) =>
        dialog.showMessageBox(parent, {
          type: 'question',
          message: interpolate(words.replace, { file: basename(path) }),
          detail: words.replaceDetail,
          buttons: [words.keep, words.doReplace],
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
          title: words.folder,
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
