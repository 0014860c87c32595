import { useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import type { RepairPreview } from '../../../shared/vault/repair';
import { assertNever } from '../../../shared/lib/result';
import { bridge } from '../../bridge/bridge';
import { DamageOverview } from './damage-overview';
import { OpenBackup } from './open-backup';
import { RepairPreviewScreen } from './repair-preview';

type Step = { kind: 'overview' } | { kind: 'open' } | { kind: 'preview'; found: RepairPreview };

/**
 * Shown when the vault cannot be opened: the damaged file, the details, and the available actions.
 * Only using a reviewed repair changes files; then the vault opens and this screen closes.
 */
export function DamagedScreen({
  failure,
  onTryAgain,
}: {
  failure: Failure;
  /** reads the vault again; resolves with the answer */
  onTryAgain: () => Promise<void>;
}) {
  const [step, setStep] = useState<Step>({ kind: 'overview' });
  const [isInPlace, setInPlace] = useState(false);
  const back = () => {
    void bridge.recovery.forget();
    setStep({ kind: 'overview' });
  };
  switch (step.kind) {
    case 'open':
      return (
        <OpenBackup
          isInPlace={isInPlace}
          onOpened={(found) => setStep({ kind: 'preview', found })}
          onBack={back}
        />
      );
    case 'preview':
      return <RepairPreviewScreen found={step.found} onBack={back} />;
    case 'overview':
      return (
        <DamageOverview
          failure={failure}
          onTryAgain={onTryAgain}
          onOpen={(isVaultGood) => {
            setInPlace(isVaultGood);
            setStep({ kind: 'open' });
          }}
        />
      );
    default:
      return assertNever(step);
  }
}
