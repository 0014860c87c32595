import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_SAVED } from '../../../../shared/keys/saved-lists';
import { hasFullAccess } from '../../../../shared/keys/scopes';
import type { Scope } from '../../../../shared/keys/scopes';
import { IconButton } from '../../../ui/controls/icon-button';
import { LinkButton } from '../../../ui/controls/link-button';
import { ConfirmDialog } from '../../../ui/feedback/confirm-dialog';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { UserText } from '../../../ui/text/user-text';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { TemplateName as NameField } from './template-name';
import { knownScopes, TEMPLATE_NAMES, templateOf, withScopes, withTemplate } from './templates';
import { useOwnTemplates } from './use-own-templates';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 6,
  marginBottom: 8,
  '& > span': { display: 'inline-flex', alignItems: 'center', maxWidth: '100%' },
});

const Template = styled('button')({
  height: 24,
  minWidth: 0,
  padding: '0 9px',
  border: border.line,
  borderRadius: radius.small,
  background: 'transparent',
  color: role.secondary,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { color: role.text, background: role.hover },
  '&[aria-pressed=true]': {
    background: role.chipWrite,
    borderColor: role.accent,
    color: role.accentText,
    fontWeight: 550,
  },
});

const Replaced = styled('p')({
  display: 'flex',
  gap: 8,
  marginBottom: 8,
  color: role.secondary,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
});

/**
 * Permission templates: some that every vault has, and its own. A template replaces the permissions,
 * which can be undone until they are changed again. Full access asks for confirmation.
 */
export function TemplateBar({
  scopes,
  onChange,
}: {
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
}) {
  const { t } = useTranslation();
  const own = useOwnTemplates();
  /** full access that waits for a confirmation, and the button that asks for it */
  const [asking, setAsking] = useState<{ button: HTMLElement; after: readonly Scope[] } | null>(
    null,
  );
  const [isNaming, setIsNaming] = useState(false);
  /** the permissions that a template has replaced, and those that it has given */
  const [replaced, setReplaced] = useState<{ before: readonly Scope[]; after: string } | null>(
    null,
  );
  const current = templateOf(scopes);
  const present = knownScopes(scopes);
  const replace = (after: readonly Scope[]) => {
    const isSame = after.join() === scopes.join();
    setReplaced(isSame || present.length === 0 ? null : { before: scopes, after: after.join() });
    onChange(after);
  };
  const apply = (after: readonly Scope[], button: HTMLElement) =>
    hasFullAccess(after) ? setAsking({ button, after }) : replace(after);

  return (
    <>
      <Bar role="group" aria-label={t('form.templates.name')}>
        {TEMPLATE_NAMES.map((name) => (
          <Template
            key={name}
            type="button"
            aria-pressed={name === current}
            onClick={(event) => apply(withTemplate(scopes, name), event.currentTarget)}
          >
            {t(`form.templates.${name}`)}
          </Template>
        ))}
        {own.templates.map((template) => (
          <span key={template.name}>
            <Template
              type="button"
              aria-pressed={present.join() === knownScopes(template.scopes).join()}
              onClick={(event) =>
                apply(withScopes(scopes, knownScopes(template.scopes)), event.currentTarget)
              }
            >
              <UserText>{template.name}</UserText>
            </Template>
            <IconButton
              icon="close"
              label={t('form.templates.remove', { name: template.name })}
              onClick={() => void own.store(own.templates.filter((each) => each !== template))}
            />
          </span>
        ))}
        {present.length > 0 && !isNaming && own.templates.length < MAX_SAVED && (
          <LinkButton
            type="button"
            style={{ alignSelf: 'center' }}
            onClick={() => setIsNaming(true)}
          >
            {t('form.templates.save')}
          </LinkButton>
        )}
      </Bar>
      <FailureAlert failure={own.failure} onDismiss={own.dismissFailure} />
      {isNaming && (
        <NameField
          taken={own.templates.map(({ name }) => name)}
          onClose={() => setIsNaming(false)}
          onSave={async (name) => {
            const others = own.templates.filter((each) => each.name !== name);
            if (await own.store([...others, { name, scopes: present }])) setIsNaming(false);
          }}
        />
      )}
      {replaced?.after === scopes.join() && (
        <Replaced role="status">
          {t('form.templates.replaced')}
          <LinkButton
            type="button"
            onClick={() => {
              onChange(replaced.before);
              setReplaced(null);
            }}
          >
            {t('form.templates.undo')}
          </LinkButton>
        </Replaced>
      )}
      {asking && (
        <ConfirmDialog
          title={t('form.fullAccess.title')}
          sentence={t('form.fullAccess.sentence')}
          keep={t('common.cancel')}
          go={t('form.fullAccess.confirm')}
          onAnswer={(goOn) => {
            if (goOn) replace(asking.after);
            asking.button.focus();
            setAsking(null);
          }}
        />
      )}
    </>
  );
}
