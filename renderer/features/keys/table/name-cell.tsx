import type { ApiKey } from '../../../../shared/api-key';
import { UserText } from '../../../ui/user-text';

/** The name above the hint of its secret. */
export function NameCell({ apiKey }: { apiKey: ApiKey }) {
  return (
    <>
      <UserText className="name">{apiKey.name}</UserText>
      <span className="hint" translate="no">
        {apiKey.hint}
      </span>
    </>
  );
}
