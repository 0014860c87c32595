import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { FILTER_FIELDS } from '../../../../shared/keys/filter-language';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';

/** Below the search box, above the rows, which do not move for it. */
const Hint = styled('p')({
  position: 'absolute',
  insetInlineStart: 0,
  top: 'calc(100% + 4px)',
  zIndex: 5,
  width: 'max-content',
  // At 400 % zoom the window is narrower.
  maxWidth: 'min(420px, calc(100vw - 100px))',
  padding: '8px 12px',
  border: border.line,
  borderRadius: radius.control,
  background: role.raised,
  color: role.secondary,
  fontSize: textSize.small,
  lineHeight: lineHeight.small,
  overflowWrap: 'anywhere',
  pointerEvents: 'none',
});

/** Says what a part of the search that is no filter means, and what could be written instead. */
export function FilterProblem({ part }: { part: string }) {
  const { t } = useTranslation();
  const name = part.slice(0, part.indexOf(':')).toLowerCase();
  const field = FILTER_FIELDS.find((each) => each === name);
  return (
    <Hint role="status">
      {t('keyFilters.problem', { part })} {field && t(`keyFilters.canBe.${field}`)}
    </Hint>
  );
}
