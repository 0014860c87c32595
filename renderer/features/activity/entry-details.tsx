import { useTranslation } from 'react-i18next';
import { Fragment } from 'react';
import type {
  ActivityDetail,
  ActivityEntry,
  ChangeField,
  FieldChange,
} from '../../../shared/activity/activity';
import { ruleSetting } from '../../../shared/rules/rule-text';
import { useUndo } from '../../bridge/undo';
import { LinkButton } from '../../ui/controls/link-button';
import { hrefOf } from '../../ui/hooks/page-address';
import { useFormats } from '../../ui/text/formats';
import { sentenceOf, valueText } from './entry-text';

/** A rotation is not reverted: a replaced secret does not come back. */
const REVERTIBLE: ReadonlySet<ActivityEntry['event']> = new Set([
  'key.created',
  'key.restored',
  'key.updated',
  'key.deleted',
]);

/**
 * All details of an event: each field before and after, the exact time, and the sequence number.
 */
export function EntryDetails({ entry, isTimeline }: { entry: ActivityEntry; isTimeline: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const undo = useUndo();
  const sentence = sentenceOf(entry, t, formats);
  return (
    <div className="activity-details">
      {sentence !== null && <p>{sentence}</p>}
      {entry.changes.length > 0 && (
        <dl>
          {entry.changes.map((change) => (
            <Change key={change.field} change={change} />
          ))}
        </dl>
      )}
      {entry.detail?.kind === 'rules' && <RuleChanges detail={entry.detail} />}
      <div className="foot">
        <span>{t('activity.details', { sequence: entry.sequence, instant: entry.at })}</span>
        <span>
          {t('activity.through', { origin: t(`activity.origins.${entry.origin ?? 'unknown'}`) })}
        </span>
        {undo !== null && REVERTIBLE.has(entry.event) && (
          <LinkButton type="button" onClick={() => undo(entry.sequence, false)}>
            {t('changes.revert.button')}
          </LinkButton>
        )}
        {entry.detail?.kind === 'sync' && (
          <a href={hrefOf('activity', { sync: `${entry.detail.first}-${entry.sequence}` })}>
            {t('activity.sync.each')}
          </a>
        )}
        {entry.key && !isTimeline && (
          <a href={hrefOf('activity', { key: entry.key.id })}>{t('activity.showKey')}</a>
        )}
      </div>
    </div>
  );
}

/** Each rule before and after. */
function RuleChanges({ detail }: { detail: Extract<ActivityDetail, { kind: 'rules' }> }) {
  const { t } = useTranslation();
  return (
    <dl>
      {detail.codes.map((code) => (
        <Fragment key={code}>
          <dt>{t(`rules.labels.${code}`)}</dt>
          <dd>
            <BeforeAndAfter
              before={ruleSetting(code, detail.before, t)}
              after={ruleSetting(code, detail.after, t)}
            />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Change({ change }: { change: FieldChange }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { field, before, after } = change;
  const isList = Array.isArray(before) && Array.isArray(after) && before.length + after.length > 2;
  return (
    <>
      <dt>{t(`activity.fields.${field}`)}</dt>
      <dd>
        {isList ? (
          <ListChange field={field} before={before} after={after} />
        ) : (
          <BeforeAndAfter
            before={valueText(field, before, t, formats)}
            after={valueText(field, after, t, formats)}
          />
        )}
      </dd>
    </>
  );
}

/** For two long lists, only the differences. */
function ListChange({
  field,
  before,
  after,
}: {
  field: ChangeField;
  before: readonly string[];
  after: readonly string[];
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const added = after.filter((value) => !before.includes(value));
  const removed = before.filter((value) => !after.includes(value));
  return (
    <>
      {added.length > 0 && (
        <div>
          {t('activity.added')} <ins>{valueText(field, added, t, formats)}</ins>
        </div>
      )}
      {removed.length > 0 && (
        <div>
          {t('activity.removed')} <del>{valueText(field, removed, t, formats)}</del>
        </div>
      )}
    </>
  );
}

function BeforeAndAfter({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation();
  if (before === null || after === null) return <bdi>{before ?? after}</bdi>;
  return (
    <>
      <span className="visually-hidden">{t('activity.was')} </span>
      <del>
        <bdi>{before}</bdi>
      </del>
      <span className="arrow" aria-hidden="true">
        →
      </span>
      <span className="visually-hidden">, {t('activity.is')} </span>
      <ins>
        <bdi>{after}</bdi>
      </ins>
    </>
  );
}
