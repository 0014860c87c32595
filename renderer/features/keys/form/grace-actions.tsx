import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { ConfirmDialog } from '../../../ui/feedback/confirm-dialog';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { NAME_PLACEHOLDER, useToast } from '../../../ui/feedback/toasts';
import { useActionEffect } from '../use-action-effect';

const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

type Action = 'endGrace' | 'cancelRotation';

/** Ends one of the two secrets that work while a grace period runs. */
export function GraceActions({
  apiKey,
  grace,
}: {
  apiKey: ApiKey;
  /** the end of the grace period, RFC 3339 */
  grace: string;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useActionEffect();
  const [isAsking, setAsking] = useState(false);
  const endGrace = useCommand(bridge.keys.endGrace);
  const cancelRotation = useCommand(bridge.keys.cancelRotation);
  const buttons = useRef<HTMLDivElement>(null);
  const commands = { endGrace, cancelRotation };
  // Without the old secret here, it cannot become the present one again.
  const actions: Action[] = apiKey.hasPreviousSecret
    ? ['endGrace', 'cancelRotation']
    : ['endGrace'];

  const act = async (action: Action) => {
    const around = buttons.current?.closest<HTMLElement>('[role=dialog], aside');
    const result = await commands[action].run({ id: apiKey.id, until: grace });
    if (!result?.ok) return;
    // The buttons go with the grace period, so the focus moves to the first field.
    (around?.querySelector('input') ?? around)?.focus();
    toast({
      words: t(`dialogs.toasts.${action}`, { name: NAME_PLACEHOLDER }),
      name: result.value.name,
      below: effectOf('saved', [apiKey.id]),
    });
  };

  return (
    <>
      <Buttons ref={buttons}>
        {actions.map((action) => (
          <Button
            key={action}
            aria-busy={commands[action].busy}
            // The main process asks about the other one.
            onClick={() => (action === 'endGrace' ? setAsking(true) : void act(action))}
          >
            {t(`form.states.${action}.label`)}
          </Button>
        ))}
      </Buttons>
      <FailureAlert failure={endGrace.failure ?? cancelRotation.failure} />
      {isAsking && (
        <ConfirmDialog
          title={t('form.states.endGrace.title')}
          sentence={t('form.states.endGrace.sentence')}
          keep={t('form.states.endGrace.keep')}
          go={t('form.states.endGrace.label')}
          onAnswer={(isYes) => {
            setAsking(false);
            if (isYes) void act('endGrace');
          }}
        />
      )}
    </>
  );
}
