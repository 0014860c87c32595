import type { Dataset } from '../store/dataset';
import type { Draft } from '../store/draft';
import type { Access } from './access';
import type { Answer, Call, Settings } from './call';
import { ERRNO, KintoError } from './kinto-error';
import { operationFor } from './operations';
import type { Verifier } from './verification';

/** Intercepts calls and answers, to inject faults. */
export interface Interference {
  /** an answer instead of the call; null: none */
  before(call: Call): Answer | null;
  /** replaces the true answer */
  after(call: Call, answer: Answer): Answer;
}

/** The endpoint without its transport: calls in, answers out, one transaction each. */
export class Service {
  constructor(
    private readonly dataset: Dataset,
    private readonly access: Access,
    private readonly verifier: Verifier,
    private readonly settings: Settings,
    private readonly interference: Interference,
  ) {}

  /** Never throws: an error is an answer too. An acknowledged change is stored. */
  answer(call: Call): Answer {
    const draft = this.dataset.draft();
    const answer = this.perform(call, draft);
    if (answer.status >= 400) return answer;
    try {
      draft.commit();
      return answer;
    } catch {
      return refusal(
        new KintoError(503, ERRNO.backend, 'The change could not be stored.', undefined, {
          'Retry-After': '30',
        }),
      );
    }
  }

  private perform(call: Call, draft: Draft): Answer {
    const instead = this.interference.before(call);
    if (instead !== null) return instead;
    try {
      const { handle, params } = operationFor(call);
      const answer = handle(call, {
        draft,
        params,
        access: this.access,
        settings: this.settings,
        verifier: this.verifier,
        user: this.access.userOf(call.headers.authorization),
        again: (inner) => this.perform(inner, draft),
      });
      return this.interference.after(call, answer);
    } catch (error) {
      if (error instanceof KintoError) return refusal(error);
      console.error(error instanceof Error ? error.stack : 'unknown error');
      return refusal(new KintoError(500, ERRNO.undefined, 'A programmatic error occurred.'));
    }
  }
}

export const refusal = (error: KintoError): Answer => ({
  status: error.status,
  headers: error.headers,
  body: error.body(),
});
