import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldConflict } from '../../../../shared/sync/merge';
import type { KeyConflict } from '../../../../shared/sync/sync-state';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { bidiIsolate } from '../../../ui/text/bidi-isolate';
import { Segmented } from '../../../ui/controls/segmented';
import { TextField } from '../../../ui/controls/text-field';
import { NAME_PLACEHOLDER, useToast } from '../../../ui/feedback/toasts';
import { Row } from '../sync-card';
import type { Choice } from './decision';
import { choicesFor, firstChoiceFor, isText, valueOf } from './decision';
import { FieldValue } from './field-value';

const Form = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  gap: 14,
  padding: '14px 16px',
  border: border.line,
  borderRadius: radius.box,
  '& h3': {
    margin: 0,
    fontSize: textSize.body,
    lineHeight: lineHeight.body,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
});

const Values = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
  gap: 10,
  '& > div': {
    padding: '8px 10px',
    borderRadius: radius.control,
    background: role.ground,
    minWidth: 0,
  },
  '& dt': {
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    fontWeight: 600,
    color: role.secondary,
  },
  '& dd': {
    marginTop: 4,
    fontSize: textSize.small,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
});

const FieldBox = styled('div')({
  // Visually hidden elements stay inside. Without it, they would extend the page.
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'stretch',
  gap: 10,
  '& [role=radiogroup]': { alignSelf: 'flex-start' },
});

const SIDES = ['base', 'mine', 'theirs', 'held'] as const;

/**
 * One key in conflict: for each field the base value, both sides' values, the present value and the
 * choice.
 */
export function ConflictForm({ conflict }: { conflict: KeyConflict }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [choices, setChoices] = useState<Partial<Record<string, Choice>>>({});
  const [texts, setTexts] = useState<Partial<Record<string, string>>>({});
  const decide = useCommand(bridge.sync.decide);
  const name = bidiIsolate(conflict.name);
  const choiceOf = (field: FieldConflict) => choices[field.field] ?? firstChoiceFor(field);
  const ownOf = ({ field, mine, theirs }: FieldConflict) =>
    texts[field] ?? [mine, theirs].flat().join(field === 'note' ? '\n' : ' ');

  const submit = async () => {
    const fields = Object.fromEntries(
      conflict.fields.map((field) => [field.field, valueOf(field, choiceOf(field), ownOf(field))]),
    );
    const result = await decide.run({ decisions: [{ keyId: conflict.keyId, fields }] });
    if (!result?.ok) return;
    toast({ words: t('sync.conflicts.decided', { name: NAME_PLACEHOLDER }), name: conflict.name });
  };

  return (
    <Form
      aria-label={conflict.name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>
        <bdi>{conflict.name}</bdi>
      </h3>
      {conflict.fields.map((field) => (
        <Field
          key={field.field}
          conflict={field}
          keyName={name}
          choice={choiceOf(field)}
          own={ownOf(field)}
          onChoice={(choice) => setChoices({ ...choices, [field.field]: choice })}
          onOwn={(text) => setTexts({ ...texts, [field.field]: text })}
        />
      ))}
      <FailureAlert failure={decide.failure} />
      <Row>
        <Button
          type="submit"
          size="small"
          variant="contained"
          color="primary"
          aria-label={t('sync.conflicts.decideFor', { name })}
          aria-busy={decide.busy}
        >
          {t('sync.conflicts.decide')}
        </Button>
      </Row>
    </Form>
  );
}

function Field({
  conflict,
  keyName,
  choice,
  own,
  onChoice,
  onOwn,
}: {
  conflict: FieldConflict;
  keyName: string;
  choice: Choice;
  own: string;
  onChoice: (choice: Choice) => void;
  onOwn: (text: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const field = t(`sync.conflicts.fields.${conflict.field}`);
  return (
    <FieldBox>
      <b style={{ fontSize: textSize.small, fontWeight: 600 }}>{field}</b>
      <Values>
        {(isText(conflict) ? SIDES.slice(0, 3) : SIDES).map((side) => (
          <div key={side}>
            <dt>{t(`sync.conflicts.${side}`)}</dt>
            <dd>
              <FieldValue field={conflict.field} value={conflict[side]} />
            </dd>
          </div>
        ))}
      </Values>
      <span id={id} className="visually-hidden">
        {t('sync.conflicts.choice', { field, name: keyName })}
      </span>
      <Segmented
        labelledBy={id}
        value={choice}
        choices={choicesFor(conflict).map((value) => ({
          value,
          label: t(`sync.conflicts.choices.${value}`),
        }))}
        onChange={onChoice}
      />
      {choice === 'own' && (
        <TextField
          label={t('sync.conflicts.own', { field })}
          value={own}
          multiline={conflict.field === 'note'}
          onChange={onOwn}
        />
      )}
    </FieldBox>
  );
}
