import type { Output } from '../../shared/contract/contract';
import type { Proof, CredentialsChanged } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { Handlers } from './answer';

/** What an owner can change about the ways into the vault. */
export interface SecurityParts {
  status(): Promise<Result<Output<'security:status'>>>;
  changePassphrase(proof: Proof, passphrase: string): Promise<Result<CredentialsChanged>>;
  setKeychain(proof: Proof, isWanted: boolean): Promise<Result<CredentialsChanged>>;
  prepareRecoveryCode(proof: Proof): Promise<Result<Output<'security:new-recovery-code'>>>;
  prepareDataKey(passphrase: string): Promise<Result<Output<'security:new-data-key'>>>;
  confirmRecoveryCode(): Promise<Result<CredentialsChanged>>;
  forget(): void;
}

type SecurityRequest = Extract<keyof Handlers, `security:${string}`>;

/**
 * @param shownCode the recovery code that is on the screen, or null
 * @param stopKeychain ends all waiting for the keychain
 * @param copy puts a text into the clipboard and says when it will be cleared, in milliseconds since the epoch
 */
export function securityHandlers(
  security: SecurityParts,
  shownCode: () => string | null,
  stopKeychain: () => void,
  copy: (text: string) => Promise<number>,
): Pick<Handlers, SecurityRequest> {
  return {
    'security:status': () => security.status(),
    'security:change-passphrase': ({ proof, passphrase }) =>
      security.changePassphrase(proof, passphrase),
    'security:set-keychain': ({ proof, isWanted }) => security.setKeychain(proof, isWanted),
    'security:new-recovery-code': ({ proof }) => security.prepareRecoveryCode(proof),
    'security:new-data-key': ({ passphrase }) => security.prepareDataKey(passphrase),
    'security:confirm-recovery-code': () => security.confirmRecoveryCode(),
    'security:forget-recovery-code': () => {
      security.forget();
      return ok(undefined);
    },
    'security:stop-keychain': () => {
      stopKeychain();
      return ok(undefined);
    },
    'security:copy-recovery-code': async () => {
      const code = shownCode();
      return code === null
        ? fail({ code: 'new-code-expired' })
        : ok({ clearsAt: await copy(code) });
    },
  };
}
