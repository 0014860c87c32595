'use strict';
// Required by Electron before the app. The boxes of the system cannot be driven: the questions of the main process are kept
// in `globalThis.__questions` and answered with `globalThis.__agrees`. Every other box stays what it is.
const { dialog } = require('electron');

const show = dialog.showMessageBox.bind(dialog);
globalThis.__questions = [];
globalThis.__agrees = true;
dialog.showMessageBox = async (...given) => {
  const options = given.at(-1);
  // Such a question is one that the lock of the vault takes back.
  const { type, signal, cancelId } = options;
  if (type !== 'question' || signal === undefined) return show(...given);
  const { message, detail, buttons, defaultId } = options;
  globalThis.__questions.push({ message, detail, buttons, enter: buttons[defaultId] });
  return { response: globalThis.__agrees ? 1 - cancelId : cancelId, checkboxChecked: false };
};
