import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { PassphraseRating } from '../../shared/vault/passphrase-rating';
import { role } from '../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../ui/theme/tokens';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  height: 16,
  marginTop: 6,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  color: role.secondary,
});

const Bars = styled('span')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, 28px)',
  gap: 4,
  '& > i': { height: 4, borderRadius: radius.round, background: role.line },
  '& > i[data-tone=danger]': { background: role.danger },
  '& > i[data-tone=care]': { background: role.care },
  '& > i[data-tone=good]': { background: role.good },
});

const TONES = ['danger', 'danger', 'care', 'good', 'good'] as const;

/** The estimated strength of a passphrase as bars and text. It is announced when typing pauses. */
export function PassphraseStrength({ strength }: { strength: PassphraseRating | null }) {
  const { t } = useTranslation();
  const score = strength?.score ?? 0;
  return (
    <Row role="status" aria-label={t('security.strength.name')}>
      <Bars aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} data-tone={strength && bar <= Math.max(score, 1) ? TONES[score] : ''} />
        ))}
      </Bars>
      {strength && t(`security.strength.level${score}`)}
    </Row>
  );
}
