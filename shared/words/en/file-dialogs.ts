/** The dialogs in which a person chooses a file or a folder. */
export const fileDialogWords = {
  saveFiles: 'Choose a folder for the files of the vault',
  export: 'Export API keys',
  handOver: 'Save the secret as an encrypted file',
  ageFiles: 'File encrypted by age',
  import: 'Import API keys',
  sealedFiles: 'Ownchat vault export',
  importFiles: 'Exports, CSV, JSON and Excel',
  allFiles: 'All files',
  report: {
    save: 'Save the report',
    folder: 'Choose a folder for the reports',
    replace: '“{{file}}” already exists.',
    replaceDetail: 'Replacing it deletes its current content.',
    keep: 'Keep file',
    doReplace: 'Replace',
  },
} as const;
