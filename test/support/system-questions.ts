import type { ElectronApplication } from '@playwright/test';

// The main process's questions that `agree-to-questions.cjs` collects.
interface Asked {
  __questions: {
    message: string;
    detail: string;
    buttons: string[];
    /** the default button */
    enter: string;
  }[];
  __agrees: boolean;
}

/** The main process's questions since the start of the app. */
export const questionsOf = (app: ElectronApplication): Promise<Asked['__questions']> =>
  app.evaluate(() => (globalThis as unknown as Asked).__questions);

/** The last question. */
export const lastQuestionOf = async (app: ElectronApplication): Promise<string> => {
  const last = (await questionsOf(app)).at(-1);
  return last ? `${last.message}\n${last.detail}` : '';
};

/** From now on questions are answered like this. */
export const answerQuestions = (app: ElectronApplication, agrees: boolean): Promise<void> =>
  app.evaluate((_electron, answer) => {
    (globalThis as unknown as Asked).__agrees = answer;
  }, agrees);
