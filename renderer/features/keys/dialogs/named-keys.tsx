import { styled } from '@mui/material/styles';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { role } from '../../../ui/theme/colour-roles';
import { border, textSize } from '../../../ui/theme/tokens';
import { FieldLabel } from '../../../ui/controls/field';
import { useFormats } from '../../../ui/text/formats';

/** The number of keys that are named. The rest is counted. */
const NAMED = 5;

const List = styled('ul')({
  margin: '4px 0 0',
  padding: 0,
  listStyle: 'none',
  '& li': { padding: '6px 0', borderTop: border.faint },
  '& li > bdi': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& bdi + span': { fontSize: textSize.small, color: role.secondary, overflowWrap: 'anywhere' },
});
const More = styled('p')({ fontSize: textSize.small, color: role.secondary });

/** Names the keys of an action. Keys in use come first, because integrations depend on them. */
export function NamedKeys({
  label,
  keys,
  now,
}: {
  label: string;
  keys: readonly ApiKey[];
  now: number;
}) {
  const { t } = useTranslation();
  const { past } = useFormats();
  const id = useId();
  // There may be a hundred thousand keys, and the dialog is drawn again for each letter.
  const named = useMemo(
    () =>
      keys
        .map((key) => ({ key, at: key.lastUsedAt === null ? 0 : Date.parse(key.lastUsedAt) }))
        .toSorted((a, b) => b.at - a.at)
        .slice(0, NAMED),
    [keys],
  );
  if (keys.length === 0) return null;
  const more = keys.length - named.length;
  return (
    <div>
      <FieldLabel as="p" id={id}>
        {label}
      </FieldLabel>
      <List aria-labelledby={id}>
        {named.map(({ key, at }) => (
          <li key={key.id}>
            <bdi title={key.name}>{key.name}</bdi>
            <span>
              {key.integration !== '' && (
                <>
                  <bdi>{key.integration}</bdi> ·{' '}
                </>
              )}
              {at === 0
                ? t('dialogs.named.neverUsed')
                : t('dialogs.named.used', { when: past(at, now) })}
            </span>
          </li>
        ))}
      </List>
      {more > 0 && <More>{t('dialogs.named.more', { count: more })}</More>}
    </div>
  );
}
