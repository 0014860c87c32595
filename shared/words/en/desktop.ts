/** The desktop around the page: menus, tray, and the boxes of a start and of an error. */
export const desktopWords = {
  menu: {
    file: 'File',
    newKey: 'New API key…',
    lock: 'Lock vault',
    preferences: 'Preferences…',
    quit: 'Quit',
    find: 'Find',
    help: 'Help',
    openLogs: 'Open the log folder',
    updates: 'Check for updates…',
    about: 'About Ownchat Keys',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    minimise: 'Minimise',
    close: 'Close',
  },
  tray: { open: 'Open Ownchat Keys', lock: 'Lock vault', quit: 'Quit' },
  waitsForReport: {
    title: 'A report is being made',
    sentence:
      'A command or a schedule on this computer is exporting a report of this vault. The window opens when it is done.',
    stop: 'Do not wait',
  },
  startFailed: {
    title: 'Ownchat Keys could not start',
    sentence: 'Your vault was not changed. For details, see {{log}}.',
    quit: 'Quit',
  },
  unhandledError: {
    title: 'Ownchat Keys has run into a problem',
    sentence:
      'The vault was locked to keep it safe. Every confirmed change is saved. For details, choose Help, Open the log folder.',
    restart: 'Restart',
    continue: 'Continue',
  },
} as const;
