import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settlement, SyncProblem } from '../../../shared/sync/sync-state';
import { NAMED_PROBLEMS } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { ConfirmDialog } from '../../ui/feedback/confirm-dialog';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { List, Quiet, Row, SyncCard } from './sync-card';

/** The records that sync skipped, with their possible decisions. */
export function ProblemList({ id, problems }: { id: string; problems: readonly SyncProblem[] }) {
  const { t } = useTranslation();
  const settle = useCommand(bridge.sync.settle);
  const more = problems.length - NAMED_PROBLEMS;
  const [asked, setAsked] = useState<{
    problem: SyncProblem;
    how: Exclude<Settlement, 'overwrite'>;
  } | null>(null);
  const nameOf = ({ name, id: record }: SyncProblem) =>
    name === null ? t('sync.problems.unnamed', { id: bidiIsolate(record) }) : bidiIsolate(name);
  // The main process asks for confirmation before it overwrites the record.
  const choose = (problem: SyncProblem, how: Settlement) =>
    how === 'overwrite' ? void settle.run({ id: problem.id, how }) : setAsked({ problem, how });
  return (
    <SyncCard aria-labelledby={id}>
      <div>
        <h2 id={id}>{t('sync.problems.title')}</h2>
        <p>{t('sync.problems.sentence')}</p>
      </div>
      <List>
        {problems.slice(0, NAMED_PROBLEMS).map((problem) => (
          <li key={problem.id}>
            <Icon name="warning" />
            <div>
              <span>
                <bdi style={{ fontWeight: 550 }}>{nameOf(problem)}</bdi> <What problem={problem} />
              </span>
              {problem.kind === 'refused' && <Quiet>{t('sync.problems.again')}</Quiet>}
              {problem.chosen !== null && (
                <Quiet role="status">{t(`sync.problems.chosen.${problem.chosen}`)}</Quiet>
              )}
              {problem.choices.length > 0 && problem.chosen === null && (
                <Row style={{ marginTop: 6 }}>
                  {problem.choices.map((how) => (
                    <Button
                      key={how}
                      size="small"
                      aria-label={t(`sync.problems.choiceFor.${how}`, { name: nameOf(problem) })}
                      onClick={() => choose(problem, how)}
                    >
                      {t(`sync.problems.choices.${how}`)}
                    </Button>
                  ))}
                </Row>
              )}
            </div>
          </li>
        ))}
      </List>
      {more > 0 && <Quiet>{t('sync.problems.more', { count: more })}</Quiet>}
      <FailureAlert failure={settle.failure} />
      {asked !== null && (
        <ConfirmDialog
          title={t(`sync.problems.ask.${asked.how}.title`)}
          sentence={t(`sync.problems.ask.${asked.how}.sentence`, { name: nameOf(asked.problem) })}
          keep={t('common.cancel')}
          go={t(`sync.problems.ask.${asked.how}.go`)}
          onAnswer={(goOn) => {
            setAsked(null);
            if (goOn) void settle.run({ id: asked.problem.id, how: asked.how });
          }}
        />
      )}
    </SyncCard>
  );
}

function What({ problem: { kind, detail, says } }: { problem: SyncProblem }) {
  const { t } = useTranslation();
  const field = bidiIsolate(detail);
  if (kind === 'invalid' && detail === 'extra' && says === null) return t('sync.problems.tooMuch');
  if (kind === 'invalid') {
    return says === null
      ? t('sync.problems.invalidMissing', { detail: field })
      : t('sync.problems.invalid', { detail: field, says: bidiIsolate(says) });
  }
  return says === null
    ? t('sync.problems.refused', { detail: field })
    : t('sync.problems.refusedSaying', { detail: field, says: bidiIsolate(says) });
}
