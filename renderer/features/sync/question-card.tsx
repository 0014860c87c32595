import Button from '@mui/material/Button';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointAlert, SyncQuestion } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Notice } from '../../ui/feedback/notice';
import { EndpointMessage } from './endpoint-message';
import { Quiet, Row, SyncCard } from './sync-card';

/** The endpoint has changed unexpectedly. Sync waits for the person's decision. */
export function QuestionCard({
  question,
  alert,
}: {
  question: SyncQuestion;
  alert: EndpointAlert | null;
}) {
  const { t } = useTranslation();
  const id = useId();
  const answer = useCommand(bridge.sync.answer);
  const forget = useCommand(bridge.sync.forget);
  const formats = useFormats();
  const isReplaced = question.kind === 'replaced';
  const keys = isReplaced ? question.keys : undefined;
  const names = formats.list((keys?.names ?? []).map(bidiIsolate));
  const count = (keys?.count ?? 0) - (keys?.names.length ?? 0);
  const named =
    keys &&
    ` ${count > 0 ? t('sync.question.replaced.keysAndMore', { names, count }) : t('sync.question.replaced.keys', { names })}`;

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {t(isReplaced ? 'sync.question.replaced.title' : 'sync.question.massDeletion.title')}
      </h2>
      <Notice tone="care" role="alert">
        {isReplaced
          ? t(`sync.question.replaced.${question.reason}`)
          : t('sync.question.massDeletion.sentence', {
              count: question.count,
              total: question.total,
            })}
        {named}
      </Notice>
      {isReplaced && question.says !== undefined && (
        <p>{t('sync.question.replaced.says', { says: bidiIsolate(question.says) })}</p>
      )}
      <EndpointMessage alert={alert} />
      {isReplaced && <Quiet>{t('sync.question.replaced.sentence')}</Quiet>}
      {!isReplaced && <Quiet>{t('sync.question.massDeletion.again')}</Quiet>}
      <FailureAlert failure={answer.failure ?? forget.failure} />
      <Row>
        {isReplaced ? (
          <Button
            variant="contained"
            color="primary"
            aria-busy={answer.busy}
            onClick={() => void answer.run({ answer: 'compare' })}
          >
            {t('sync.question.replaced.compare')}
          </Button>
        ) : (
          <>
            <Button
              variant="contained"
              color="primary"
              aria-busy={answer.busy}
              onClick={() => void answer.run({ answer: 'send' })}
            >
              {t('sync.question.massDeletion.send', { count: question.count })}
            </Button>
            <Button
              color="error"
              aria-busy={answer.busy}
              onClick={() => void answer.run({ answer: 'remove' })}
            >
              {t('sync.question.massDeletion.remove', { count: question.count })}
            </Button>
          </>
        )}
        <Button aria-busy={forget.busy} onClick={() => void forget.run()}>
          {t('sync.question.off')}
        </Button>
      </Row>
    </SyncCard>
  );
}
