import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import { MAX_SAVED, SAVED_NAME_LENGTH } from '../../../../shared/keys/saved-lists';
import type { SavedView } from '../../../../shared/keys/saved-lists';
import { bridge } from '../../../bridge/bridge';
import { CheckField } from '../../../ui/controls/check-field';
import { IconButton } from '../../../ui/controls/icon-button';
import { TextField } from '../../../ui/controls/text-field';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { UserText } from '../../../ui/text/user-text';
import { role } from '../../../ui/theme/colour-roles';
import { border, radius, textSize } from '../../../ui/theme/tokens';
import type { ViewChoices } from './view-choices';
import { BUILT_IN_VIEWS } from './view-choices';

const Content = styled('div')({
  width: 320,
  padding: 12,
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  '& h3': { margin: 0, fontSize: textSize.small, fontWeight: 600, color: role.secondary },
  '& ul': { margin: 0, padding: 0, listStyle: 'none', maxHeight: 260, overflow: 'auto' },
  '& li': { display: 'flex', alignItems: 'center', gap: 4 },
  '& > p': { margin: 0, fontSize: textSize.small, color: role.faint },
  '& form': {
    display: 'flex',
    flexDirection: 'column',
    gap: 8,
    paddingTop: 12,
    borderTop: border.line,
  },
});

const ViewButton = styled('button')({
  flex: 1,
  minWidth: 0,
  padding: '6px 8px',
  border: 0,
  borderRadius: radius.small,
  background: 'none',
  textAlign: 'start',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { background: role.hover },
});

/** The built-in views, the saved views, and a field to save the present view under a name. */
export function ViewsMenu({
  view,
  canChange,
  anchor,
  onClose,
}: {
  view: ViewChoices;
  canChange: boolean;
  anchor: HTMLElement;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [views, setViews] = useState<readonly SavedView[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [name, setName] = useState('');
  /** the view that is given another name */
  const [renaming, setRenaming] = useState<string | null>(null);
  useEffect(() => {
    let isHere = true;
    void bridge.keys.savedLists().then((answer) => {
      if (!isHere) return;
      if (answer.ok) setViews(answer.value.views);
      else setFailure(answer.failure);
    });
    return () => {
      isHere = false;
    };
  }, []);
  const store = async (next: readonly SavedView[]) => {
    const answer = await bridge.keys.saveLists({ views: [...next] });
    if (answer.ok) setViews(answer.value.views);
    setFailure(answer.ok ? null : answer.failure);
    return answer.ok;
  };
  const apply = (chosen: Parameters<ViewChoices['apply']>[0]) => {
    view.apply(chosen);
    onClose();
  };
  const trimmed = name.trim();
  const isTaken = views?.some((each) => each.name === trimmed && each.name !== renaming) ?? false;
  const save = async () => {
    if (views === null || trimmed === '') return;
    const kept = views.filter((each) => each.name !== trimmed || each.name === renaming);
    const next =
      renaming === null
        ? [...kept, { ...view.present(), name: trimmed }]
        : kept.map((each) => (each.name === renaming ? { ...each, name: trimmed } : each));
    if (!(await store(next))) return;
    setName('');
    setRenaming(null);
  };
  const label = t('keyFilters.views.name');
  const isFull = renaming === null && (views?.length ?? 0) >= MAX_SAVED;
  return (
    <Popover
      open
      anchorEl={anchor}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      onClose={onClose}
      slotProps={{ paper: { role: 'dialog', 'aria-label': label } }}
    >
      <Content>
        <FailureAlert failure={failure} onDismiss={() => setFailure(null)} />
        <ul>
          {BUILT_IN_VIEWS.map((each) => (
            <li key={each.id}>
              <ViewButton type="button" onClick={() => apply(each)}>
                {t(`keyFilters.views.builtIn.${each.id}`)}
              </ViewButton>
            </li>
          ))}
        </ul>
        <h3>{t('keyFilters.views.saved')}</h3>
        {views?.length === 0 && <p>{t('keyFilters.views.none')}</p>}
        <ul>
          {views?.map((each) => (
            <li key={each.name}>
              <ViewButton type="button" title={each.filter} onClick={() => apply(each)}>
                <UserText>{each.name}</UserText>
              </ViewButton>
              {canChange && (
                <>
                  <IconButton
                    icon="edit"
                    label={t('keyFilters.views.rename', { name: each.name })}
                    onClick={() => {
                      setRenaming(each.name);
                      setName(each.name);
                    }}
                  />
                  <IconButton
                    icon="delete"
                    label={t('keyFilters.views.remove', { name: each.name })}
                    onClick={() =>
                      void store(views.filter(({ name: other }) => other !== each.name))
                    }
                  />
                </>
              )}
            </li>
          ))}
        </ul>
        {canChange && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <TextField
              label={
                renaming === null
                  ? t('keyFilters.views.label')
                  : t('keyFilters.views.renaming', { name: renaming })
              }
              help={isTaken ? t('keyFilters.views.taken') : undefined}
              value={name}
              onChange={(value) => setName(value.slice(0, SAVED_NAME_LENGTH))}
            />
            <Button type="submit" disabled={trimmed === '' || views === null || isFull}>
              {t('keyFilters.views.save')}
            </Button>
          </form>
        )}
        <CheckField
          label={t('keyFilters.views.group')}
          checked={view.grouped}
          onChange={view.setGrouped}
        />
      </Content>
    </Popover>
  );
}
