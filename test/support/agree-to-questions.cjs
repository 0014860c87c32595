'use strict';
// Loaded by Electron before the app. Native boxes cannot be driven: the main process's questions
// are collected in `globalThis.__questions` and answered with `globalThis.__agrees`. Other boxes
// are not changed.
const { dialog } = require('electron');

const show = dialog.showMessageBox.bind(dialog);
globalThis.__questions = [];
globalThis.__agrees = true;
dialog.showMessageBox = async (...given) => {
  const options = given.at(-1);
  // Only such a question has a signal: locking cancels it.
  const { type, signal, cancelId } = options;
  if (type !== 'question' || signal === undefined) return show(...given);
  const { message, detail, buttons, defaultId } = options;
  globalThis.__questions.push({ message, detail, buttons, enter: buttons[defaultId] });
  return { response: globalThis.__agrees ? 1 - cancelId : cancelId, checkboxChecked: false };
};
