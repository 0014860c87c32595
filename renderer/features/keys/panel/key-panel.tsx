import Button from '@mui/material/Button';
import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { recentDays, totalOf } from '../../../../shared/keys/usage';
import type { KeyUsage } from '../../../../shared/keys/usage';
import { statusOf } from '../../../../shared/keys/key-status';
import { IconButton } from '../../../ui/controls/icon-button';
import { LinkButton } from '../../../ui/controls/link-button';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { useFormats } from '../../../ui/text/formats';
import { Icon } from '../../../ui/theme/icons';
import type { KeyDialog } from '../dialogs/key-dialog';
import { NamedSentence } from '../dialogs/named-sentence';
import { useLastKnown } from '../dialogs/use-last-known';
import { scopeSummary } from '../form/scope-summary';
import { UsageBars } from '../form/usage-bars';
import type { ShownList } from '../store/key-store';
import { rowTexts } from '../table/row-texts';
import { useKeyFindings } from './key-findings';
import { PanelEvents } from './panel-events';
import { PanelFacts } from './panel-facts';
import { PanelFindings } from './panel-findings';
import { PanelButtons, PanelFrame, PanelHead } from './panel-frame';
import { PanelNotices } from './panel-notices';
import { useKeyEvents, useKeyUsage } from './use-key-facts';

export interface PanelActions {
  open: (dialog: KeyDialog, opener: HTMLElement) => void;
  openMenu: (apiKey: ApiKey, opener: HTMLElement) => void;
  /** clears what hides the key */
  show: (apiKey: ApiKey) => void;
  close: () => void;
}

/** The details of a key, as it is now. They follow the focused row without delaying it. */
export function KeyPanel({
  opened,
  list,
  isHidden,
  canChange,
  actions,
}: {
  /** the key as it was when its details were opened */
  opened: ApiKey;
  list: ShownList;
  /** whether the search or a filter hides it */
  isHidden: boolean;
  canChange: boolean;
  actions: PanelActions;
}) {
  const { t } = useTranslation();
  const known = useLastKnown(opened, list.index, false);
  const { apiKey, isGone } = useDeferredValue(known);
  if (apiKey === null) return null;
  return (
    <PanelFrame id="key-details" aria-label={t('panel.name')} tabIndex={-1} data-key-id={apiKey.id}>
      {isGone ? (
        <GoneKey name={apiKey.name} onClose={actions.close} />
      ) : (
        <PresentKey
          apiKey={apiKey}
          list={list}
          isHidden={isHidden}
          canChange={canChange}
          actions={actions}
        />
      )}
    </PanelFrame>
  );
}

/** Of a deleted key nothing is shown but its last name. */
function GoneKey({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <PanelHead>
      <div>
        <h2>{t('panel.gone')}</h2>
        <CloseButton onClose={onClose} />
      </div>
      <div role="status">
        <NamedSentence sentence="dialogs.lost.deleted" name={name} />
      </div>
    </PanelHead>
  );
}

const PresentKey = memo(function PresentKey({
  apiKey,
  list,
  isHidden,
  canChange,
  actions,
}: {
  apiKey: ApiKey;
  list: ShownList;
  isHidden: boolean;
  canChange: boolean;
  actions: PanelActions;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const events = useKeyEvents(apiKey);
  const usage = useKeyUsage(apiKey);
  const findings = useKeyFindings(apiKey, list);
  return (
    <>
      <PanelHead>
        <div>
          <h2>
            <bdi>{apiKey.name}</bdi>
          </h2>
          <Status apiKey={apiKey} />
          <CloseButton onClose={actions.close} />
        </div>
        <span className="hint" translate="no">
          {apiKey.hint}
        </span>
        <Actions apiKey={apiKey} canChange={canChange} actions={actions} />
      </PanelHead>
      {isHidden && (
        <div>
          <Notice tone="calm">
            {t('panel.hidden.sentence')}{' '}
            <LinkButton type="button" onClick={() => actions.show(apiKey)}>
              {t('panel.hidden.show')}
            </LinkButton>
          </Notice>
        </div>
      )}
      <PanelNotices apiKey={apiKey} secrets={usage?.secrets ?? null} canChange={canChange} />
      <div>
        <h3>{t('panel.sections.scopes')}</h3>
        <p>{scopeSummary(apiKey.scopes, t, formats)}</p>
        <span className="chips">
          {rowTexts(t)
            .chips(apiKey.scopes)
            .map(({ text, title, look }) => (
              <span key={text} className={`chip ${look}`} title={title}>
                {text}
              </span>
            ))}
        </span>
      </div>
      {usage !== null && <Usage usage={usage} />}
      {findings && findings.length > 0 && <PanelFindings findings={findings} />}
      <PanelFacts apiKey={apiKey} lastChange={events?.lastChange ?? null} />
      <PanelEvents keyId={apiKey.id} events={events} />
    </>
  );
});

function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return <IconButton icon="close" label={t('panel.close')} onClick={onClose} />;
}

function Status({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const status = statusOf(apiKey, useMinute());
  return (
    <span className={`status ${status.state}`}>
      <i aria-hidden="true" />
      {t(`keys.status.${status.state === 'active' ? 'active' : status.reason}`)}
    </span>
  );
}

function Actions({
  apiKey,
  canChange,
  actions,
}: {
  apiKey: ApiKey;
  canChange: boolean;
  actions: PanelActions;
}) {
  const { t } = useTranslation();
  const readOnly = canChange ? {} : { disabled: true, title: t('vault.readOnlyReason') };
  const noSecret = apiKey.hasSecret ? {} : { disabled: true, title: t('dialogs.rowMenu.noSecret') };
  return (
    <PanelButtons>
      <Button
        size="small"
        data-action="panel-copy"
        {...noSecret}
        onClick={(event) => actions.open({ kind: 'copy', apiKey }, event.currentTarget)}
      >
        <Icon name="copy" />
        {t('panel.copy')}
      </Button>
      <Button
        size="small"
        data-action="panel-rotate"
        {...readOnly}
        onClick={(event) => actions.open({ kind: 'rotate', apiKey }, event.currentTarget)}
      >
        <Icon name="sync" />
        {t('panel.rotate')}
      </Button>
      <Button
        size="small"
        data-action="panel-edit"
        {...readOnly}
        onClick={(event) => actions.open({ kind: 'edit', apiKey }, event.currentTarget)}
      >
        <Icon name="edit" />
        {t('panel.edit')}
      </Button>
      <Button
        size="small"
        data-action="panel-more"
        aria-haspopup="menu"
        aria-label={t('panel.more')}
        data-tip={t('panel.more')}
        onClick={(event) => actions.openMenu(apiKey, event.currentTarget)}
      >
        <Icon name="more" />
      </Button>
    </PanelButtons>
  );
}

/** The requests of the last days. */
function Usage({ usage }: { usage: KeyUsage }) {
  const { t } = useTranslation();
  const days = recentDays(usage, useMinute());
  return (
    <div>
      <h3>{t('panel.usage', { count: totalOf(days) })}</h3>
      <UsageBars days={days} />
    </div>
  );
}
