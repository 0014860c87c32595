import { Trans, useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ActivityEntry } from '../../../../shared/activity/activity';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { endOf, endsWithin } from '../../../../shared/keys/key-status';
import { rotationDueAt } from '../../../../shared/keys/rotation-due';
import { useMinute } from '../../../ui/hooks/now';
import { useFormats } from '../../../ui/text/formats';
import { SOON_DAYS } from '../table/date-cells';
import { Facts } from './panel-frame';

/** The fields of a key, and who made and changed it. */
export function PanelFacts({
  apiKey,
  lastChange,
}: {
  apiKey: ApiKey;
  /** null while it is not known */
  lastChange: ActivityEntry | null;
}) {
  const { t } = useTranslation();
  const { integration, owner, tags, environment, allowedIps, note, createdAt, createdBy } = apiKey;
  return (
    <Facts>
      <Fact name={t('panel.facts.integration')} value={integration} />
      <Fact name={t('panel.facts.owner')} value={owner} />
      <Fact name={t('panel.facts.tags')}>
        {tags.length > 0 && (
          <span className="chips" style={{ marginTop: 0 }}>
            {tags.map((tag) => (
              <bdi key={tag} className="chip">
                {tag}
              </bdi>
            ))}
          </span>
        )}
      </Fact>
      <Fact name={t('panel.facts.environment')} value={t(`keys.environments.${environment}`)} />
      <Fact name={t('panel.facts.expires')}>
        <Expiry apiKey={apiKey} />
      </Fact>
      <Fact name={t('panel.facts.secret')}>
        <SecretAge apiKey={apiKey} />
      </Fact>
      <Fact name={t('panel.facts.lastUsed')}>
        <LastUsed apiKey={apiKey} />
      </Fact>
      <Fact name={t('panel.facts.allowedIps')}>
        {allowedIps.length === 0 ? t('panel.values.anyAddress') : allowedIps.join('\n')}
      </Fact>
      <Fact name={t('panel.facts.created')}>
        <Done at={createdAt} by={createdBy} />
      </Fact>
      <Fact name={t('panel.facts.changed')}>
        <Done at={lastChange?.at ?? apiKey.updatedAt} by={lastChange?.actor ?? ''} />
      </Fact>
      {note !== '' && <Fact name={t('panel.facts.note')} value={note} />}
      <Fact name={t('panel.facts.id')}>
        <span className="hint" translate="no">
          {apiKey.id}
        </span>
      </Fact>
    </Facts>
  );
}

/** @param value text that a person entered; the empty one is not set */
function Fact({ name, value, children }: { name: string; value?: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const shown = value === undefined || value === '' ? children : <bdi>{value}</bdi>;
  return (
    <>
      <dt>{name}</dt>
      <dd>{shown || <span className="quiet">{t('panel.values.none')}</span>}</dd>
    </>
  );
}

/** A day, with the exact instant in UTC in the tooltip. */
function Day({ at }: { at: string }) {
  const { date } = useFormats();
  return (
    <time dateTime={at} title={at}>
      {date(Date.parse(at))}
    </time>
  );
}

function Done({ at, by }: { at: string; by: string }) {
  const { date } = useFormats();
  if (by === '') return <Day at={at} />;
  return (
    <span title={at}>
      <Trans
        i18nKey="panel.values.by"
        values={{ date: date(Date.parse(at)), name: by }}
        components={{ name: <bdi /> }}
      />
    </span>
  );
}

function Expiry({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { date, future } = useFormats();
  const now = useMinute();
  if (apiKey.expiresAt === null) return t('panel.values.noExpiry');
  const end = endOf(apiKey);
  const words = { date: date(end), relative: future(end, now) };
  return (
    <time
      dateTime={apiKey.expiresAt}
      title={apiKey.expiresAt}
      className={endsWithin(apiKey, SOON_DAYS, now) ? 'soon' : undefined}
    >
      {t(end <= now ? 'panel.values.expired' : 'panel.values.expires', words)}
    </time>
  );
}

function SecretAge({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const now = useMinute();
  const due = rotationDueAt(apiKey);
  const { secretCreatedAt } = apiKey;
  const made =
    secretCreatedAt === null ? t('panel.values.unknown') : date(Date.parse(secretCreatedAt));
  if (due === null) return made;
  const words = { date: made, due: date(due) };
  if (due > now) return t('panel.values.rotateBy', words);
  return <span className="soon">{t('panel.values.overdue', words)}</span>;
}

function LastUsed({ apiKey: { lastUsedAt } }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { past } = useFormats();
  const now = useMinute();
  if (lastUsedAt === null) return t('panel.values.never');
  return (
    <time dateTime={lastUsedAt} title={lastUsedAt}>
      {past(Date.parse(lastUsedAt), now)}
    </time>
  );
}
