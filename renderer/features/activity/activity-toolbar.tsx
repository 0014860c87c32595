import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_EVENTS, ORIGINS } from '../../../shared/activity/activity';
import type { ActivityEventName } from '../../../shared/activity/activity';
import { role } from '../../ui/theme/colour-roles';
import { textSize } from '../../ui/theme/tokens';
import { FilterChip } from '../../ui/controls/filter-chip';
import { FilterControl } from '../../ui/controls/filter-control';
import { SearchField } from '../../ui/controls/search-field';
import type { Choices } from './filter-choices';
import { PERIODS } from './filter-choices';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  marginBottom: -8,
});

const Count = styled('span')({
  marginInlineStart: 'auto',
  color: role.secondary,
  fontSize: textSize.small,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
});

/** Search, filters and the number of results. */
export function ActivityToolbar({
  choices,
  onChoices,
  actors,
  keyName,
  isOneSync,
  onClearKey,
  count,
  isComplete,
}: {
  choices: Choices;
  onChoices: (choices: Choices) => void;
  /** all users that appear in the activity */
  actors: readonly string[];
  /** the key that the page is limited to, or null */
  keyName: string | null;
  /** the page is limited to the events of one sync */
  isOneSync: boolean;
  onClearKey: () => void;
  count: number;
  isComplete: boolean;
}) {
  const { t } = useTranslation();
  const events = useMemo(
    () =>
      ACTIVITY_EVENTS.map((value: ActivityEventName) => ({
        value,
        label: t(`activity.events.${value}`),
      })),
    [t],
  );
  const origins = useMemo(
    () =>
      ([...ORIGINS, 'unknown'] as const).map((value) => ({
        value,
        label: t(`activity.origins.${value}`),
      })),
    [t],
  );
  const periods = useMemo(
    () => PERIODS.map((value) => ({ value, label: t(`activity.periods.${value}`) })),
    [t],
  );
  return (
    <Bar>
      <SearchField
        id="activity-search"
        label={t('activity.search')}
        value={choices.query}
        onChange={(query) => onChoices({ ...choices, query })}
      />
      {keyName !== null && (
        <FilterChip label={t('activity.filters.key')} value={keyName} onClear={onClearKey} />
      )}
      {isOneSync && (
        <FilterChip
          label={t('activity.filters.sync')}
          value={t('activity.sync.one')}
          onClear={onClearKey}
        />
      )}
      <FilterControl
        label={t('activity.filters.event')}
        choices={events}
        chosen={choices.events}
        onChange={(chosen) => onChoices({ ...choices, events: chosen })}
      />
      <FilterControl
        label={t('activity.filters.actor')}
        choices={actors.map((actor) => ({ value: actor, label: actor }))}
        chosen={choices.actors}
        onChange={(chosen) => onChoices({ ...choices, actors: chosen })}
      />
      <FilterControl
        label={t('activity.filters.origin')}
        choices={origins}
        chosen={choices.origins}
        onChange={(chosen) => onChoices({ ...choices, origins: chosen })}
      />
      <FilterControl
        label={t('activity.filters.period')}
        choices={periods}
        chosen={choices.periods}
        single
        onChange={(chosen) => onChoices({ ...choices, periods: chosen })}
      />
      <Count role="status">
        {t(isComplete ? 'activity.count' : 'activity.countSoFar', { count })}
      </Count>
    </Bar>
  );
}
