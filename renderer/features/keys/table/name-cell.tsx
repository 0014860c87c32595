import { runningGrace } from '../../../../shared/keys/grace-period';
import { Icon } from '../../../ui/theme/icons';
import type { IconName } from '../../../ui/theme/icons';
import { useOfMinute } from '../../../ui/hooks/now';
import { UserText } from '../../../ui/text/user-text';
import type { KeyEntry } from '../store/key-entry';
import { useRowContext } from './row-context';

/** The name above the hint of the secret, and below them the notes about the key. */
export function NameCell({ entry }: { entry: KeyEntry }) {
  const { key } = entry;
  const { name, hint, hasSecret, graceUntil, unsent } = key;
  return (
    <>
      <UserText className="name">{name}</UserText>
      <span className="hint" translate="no">
        {hint}
      </span>
      {(unsent !== undefined || graceUntil !== undefined || !hasSecret) && <States entry={entry} />}
    </>
  );
}

interface State {
  icon: IconName;
  tone: 'care' | 'calm';
  short: string;
  /** in a narrow column */
  shorter?: string;
  whole: string;
}

/** Each note has an icon and a word. The tooltip has the sentence, also for the keyboard. */
function States({ entry: { key } }: { entry: KeyEntry }) {
  const { t, formats } = useRowContext();
  const graceUntil = key.graceUntil ?? null;
  const grace = useOfMinute((now) => {
    const running = runningGrace({ ...key, graceUntil }, now);
    return running === null ? '' : formats.until(Date.parse(running), now);
  });
  const states: State[] = [];
  if (key.compromised) {
    states.push({
      icon: 'warning',
      tone: 'care',
      short: t('keys.states.compromised'),
      whole: t('keys.states.compromisedWhole'),
    });
  }
  if (key.unsent) {
    states.push({
      icon: 'up',
      tone: 'care',
      short: t(`keys.states.unsent.${key.unsent}`),
      whole: t(`keys.states.unsentWhole.${key.unsent}`),
    });
  }
  if (grace !== '') {
    states.push({
      icon: 'clock',
      tone: 'care',
      short: t('keys.states.grace', { when: grace }),
      shorter: t('keys.states.graceShort', { when: grace }),
      whole: t('keys.states.graceWhole', { when: grace }),
    });
  }
  if (!key.hasSecret) {
    states.push({
      icon: 'hide',
      tone: 'calm',
      short: t('keys.states.noSecret'),
      whole: t('keys.states.noSecretWhole'),
    });
  }
  if (states.length === 0) return null;
  const whole = states.map((state) => state.whole).join(' ');
  return (
    <span
      className="states"
      role="note"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tooltip is for the keyboard too
      tabIndex={0}
      data-tip={whole}
      aria-label={whole}
    >
      {states.map(({ icon, tone, short, shorter }) => (
        <span key={icon} className={tone}>
          <Icon name={icon} size={12} />
          <span className={shorter && 'roomy'}>{short}</span>
          {shorter && <span className="narrow">{shorter}</span>}
        </span>
      ))}
    </span>
  );
}
