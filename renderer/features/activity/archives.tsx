import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ArchiveSummary } from '../../../shared/activity/activity';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';
import { useFormats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: '10px 16px',
  color: role.secondary,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& > svg': { flex: 'none' },
  '& > div': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& strong': { color: role.text, fontWeight: 600 },
});

/** The archives of older activity, each with a button to read it. */
export function Archives({
  archives,
  onRead,
}: {
  archives: readonly ArchiveSummary[];
  onRead: (file: string) => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return archives.map(({ file, first, last, firstAt, lastAt }) => (
    <Row key={file}>
      <Icon name="lock" size={16} />
      <div>
        <strong>{t('activity.archives.events', { first, last })}</strong>
        {', '}
        {date(Date.parse(firstAt))} – {date(Date.parse(lastAt))}
        {', '}
        {t('activity.archives.where')} <bdi>{file}</bdi>
      </div>
      <Button
        size="small"
        aria-label={t('activity.archives.readThese', { first, last })}
        onClick={() => onRead(file)}
      >
        {t('activity.archives.read')}
      </Button>
    </Row>
  ));
}
