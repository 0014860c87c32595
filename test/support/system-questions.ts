import type { ElectronApplication } from '@playwright/test';

// What `agree-to-questions.cjs` keeps of the boxes in which the main process asks.
interface Asked {
  __questions: {
    message: string;
    detail: string;
    buttons: string[];
    /** the button that Enter presses */
    enter: string;
  }[];
  __agrees: boolean;
}

/** What the main process has asked since the app was started. */
export const questionsOf = (app: ElectronApplication): Promise<Asked['__questions']> =>
  app.evaluate(() => (globalThis as unknown as Asked).__questions);

/** What it has asked last. */
export const lastQuestionOf = async (app: ElectronApplication): Promise<string> => {
  const last = (await questionsOf(app)).at(-1);
  return last ? `${last.message}\n${last.detail}` : '';
};

/** From now on it is answered like this. */
export const answerQuestions = (app: ElectronApplication, agrees: boolean): Promise<void> =>
  app.evaluate((_electron, answer) => {
    (globalThis as unknown as Asked).__agrees = answer;
  }, agrees);
