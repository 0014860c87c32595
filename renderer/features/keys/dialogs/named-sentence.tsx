import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';

type SentenceKey =
  | 'dialogs.create.sentenceFrom'
  | 'dialogs.delete.sentence'
  | 'dialogs.reveal.sentence'
  | 'dialogs.reveal.sentenceByCode'
  | 'dialogs.reveal.shown'
  | 'dialogs.copy.sentence'
  | 'dialogs.copy.sentenceByCode'
  | 'dialogs.handOver.sentence'
  | 'dialogs.handOver.sentenceByCode'
  | 'dialogs.handOver.saved'
  | 'dialogs.test.sentence'
  | 'dialogs.test.sentenceByCode'
  | 'dialogs.test.answered'
  | 'dialogs.rotate.sentence'
  | 'dialogs.rotate.inactive.disabled'
  | 'dialogs.rotate.inactive.expired'
  | 'dialogs.secret.warning'
  | 'dialogs.secret.lost'
  | 'dialogs.lost.key'
  | 'dialogs.lost.form'
  | 'dialogs.lost.secret'
  | 'dialogs.lost.deleted';

/**
 * A sentence of the catalogue about one key. Its name is marked, and isolated from the direction of
 * the sentence.
 */
export function NamedSentence({ sentence, name }: { sentence: SentenceKey; name: string }) {
  return <Trans i18nKey={sentence} values={{ name }} components={NAME_TAG} />;
}

function Name({ children }: { children?: ReactNode }) {
  return (
    <strong>
      <bdi>{children}</bdi>
    </strong>
  );
}

/** `<name>…</name>` of the catalogue. */
export const NAME_TAG = { name: <Name /> };
