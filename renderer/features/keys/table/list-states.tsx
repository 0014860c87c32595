import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/failure';
import { failureText } from '../../../failure-text';
import { role } from '../../../ui/colour-roles';
import { Icon } from '../../../ui/icons';
import type { IconName } from '../../../ui/icons';
import { ROW_HEIGHT } from './table-frame';

const Card = styled('section')({
  flex: 1,
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'center',
  padding: 24,
  minHeight: 280,
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  textAlign: 'center',
  '& h2': { fontSize: 18, lineHeight: '26px', fontWeight: 650 },
  '& p': { maxWidth: 440, margin: '4px 0 20px', color: role.secondary, textWrap: 'pretty' },
});

const Badge = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 56,
  height: 56,
  marginBottom: 16,
  borderRadius: 16,
  background: role.accentSoft,
  color: role.accentText,
});

function Message({
  icon,
  title,
  sentence,
  children,
}: {
  icon: IconName;
  title: string;
  sentence: string;
  children: ReactNode;
}) {
  return (
    <Card>
      <Badge>
        <Icon name={icon} />
      </Badge>
      <h2>{title}</h2>
      <p>{sentence}</p>
      <div>{children}</div>
    </Card>
  );
}

/** No key exists: what one is for, and how to make it. `create` is the same button as in the head. */
export function EmptyState({ create }: { create: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Message icon="key" title={t('keys.empty.title')} sentence={t('keys.empty.sentence')}>
      {create}
    </Message>
  );
}

/** Keys exist, but none fits. */
export function NoMatch({ hidden, onClear }: { hidden: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const sentence = [t('keys.noMatch.sentence'), hidden ? t('keys.noMatch.inactiveHidden') : ''];
  return (
    <Message icon="search" title={t('keys.noMatch.title')} sentence={sentence.join(' ')}>
      <Button onClick={onClear}>{t('keys.noMatch.clear')}</Button>
    </Message>
  );
}

/** The list could not be had. */
export function ListFailed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <Message icon="warning" title={title} sentence={`${sentence} ${wayOut}`}>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </Message>
  );
}

const SkeletonCard = styled('div')({
  flex: 1,
  overflow: 'hidden',
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  // Shown only when the list takes longer than a blink.
  animation: 'skeleton-in 160ms 120ms both',
  '@keyframes skeleton-in': { from: { opacity: 0 } },
  '& > div': {
    display: 'grid',
    gridTemplateColumns: '16px 2fr 2fr 1fr 1fr',
    gap: 24,
    alignItems: 'center',
    height: ROW_HEIGHT,
    padding: '0 14px',
    borderBottom: `1px solid ${role.faintLine}`,
  },
  '& i': { height: 12, borderRadius: 6, background: role.chip },
});

/** The list is on its way. */
export function LoadingRows() {
  const { t } = useTranslation();
  return (
    <SkeletonCard role="status" aria-label={t('keys.loading')}>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
    </SkeletonCard>
  );
}
