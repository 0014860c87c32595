import type { Environment } from '../../../../shared/keys/api-key';
import { UserText } from '../../../ui/text/user-text';
import { useRowContext } from './row-context';

/** What a person has typed; empty when there is none. */
export function TextCell({ text }: { text: string }) {
  return text === '' ? null : <UserText className="text">{text}</UserText>;
}

export function EnvironmentCell({ environment }: { environment: Environment }) {
  return useRowContext().texts.word(`keys.environments.${environment}`);
}
