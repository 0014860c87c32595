'use strict';
// Required by Electron before the app. The boxes of the system cannot be driven: the questions of the main process are kept
// in `globalThis.__questions` and answered with `globalThis.__agrees`. Every other box stays what it is.
const { dialog } = require('electron');

const show = dialog.showMessageBox.bind(dialog);
globalThis.__questions = [];
globalThis.__agrees = true;
dialog.showMessageBox = async (...given) => {
  const options = given.at(-1);
  // Such a question is the one whose second button, which disagrees, is what Enter chooses.
  if (options.type !== 'question' || options.defaultId !== 1) return show(...given);
  globalThis.__questions.push({ message: options.message, detail: options.detail });
  return { response: globalThis.__agrees ? 0 : 1, checkboxChecked: false };
};
