import { Trans } from 'react-i18next';

/**
 * A sentence of the catalogue about a file. The file name is marked, and isolated from the
 * direction of the sentence.
 */
export function FileSentence({
  sentence,
  name,
  count = 0,
}: {
  sentence:
    | 'transfer.import.sealedSentence'
    | 'transfer.import.tableSentence'
    | 'transfer.import.reviewSentence';
  name: string;
  count?: number;
}) {
  return (
    <Trans
      i18nKey={sentence}
      values={{ name, count }}
      components={{ name: <bdi style={{ fontWeight: 600 }} /> }}
    />
  );
}
