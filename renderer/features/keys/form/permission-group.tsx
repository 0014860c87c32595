import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeGroup } from '../../../../shared/keys/scope-groups';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '2px 16px',
  padding: '4px 12px',
  borderBottom: border.faint,
  background: role.ground,
  '& h3': {
    margin: 0,
    fontSize: textSize.hint,
    lineHeight: lineHeight.body,
    fontWeight: 600,
    color: role.secondary,
  },
  // In the columns of the choices below.
  '& > div': { display: 'grid', gridTemplateColumns: 'repeat(3, 68px)', padding: '0 1px' },
  '& button': {
    height: 24,
    border: 0,
    borderRadius: radius.small,
    background: 'none',
    color: role.secondary,
    fontSize: textSize.hint,
    cursor: 'pointer',
  },
  '& button:hover': { color: role.text, textDecoration: 'underline', textUnderlineOffset: 3 },
  '& button[aria-pressed=true]': { color: role.accentText, fontWeight: 600 },
});

type Level = 'none' | 'read' | 'write';

/** The resources of a group below its name and the buttons that set all of them. */
export function PermissionGroup({
  group,
  levels,
  onLevel,
  children,
}: {
  group: ScopeGroup;
  /** the levels to offer for the whole group; none while a part of it is shown */
  levels: readonly { level: Level; isSet: boolean }[];
  onLevel: (level: Level) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const name = t(`form.groups.${group}`);
  return (
    <div role="group" aria-labelledby={id}>
      <Head>
        <h3 id={id}>{name}</h3>
        {levels.length > 0 && (
          <div>
            {levels.map(({ level, isSet }) => (
              <button
                key={level}
                type="button"
                aria-label={t(`form.groupLevels.${level}`, { group: name })}
                aria-pressed={isSet}
                onClick={() => onLevel(level)}
              >
                {t(`form.levels.${level}`)}
              </button>
            ))}
          </div>
        )}
      </Head>
      {children}
    </div>
  );
}
