import type { TFunction } from 'i18next';
import type { FieldProblem } from '../../../../shared/keys/key-rules';
import { assertNever } from '../../../../shared/lib/result';

/** What is wrong with a field, and how to correct it. */
export function problemText(found: FieldProblem, t: TFunction): string {
  switch (found.field) {
    case 'name':
      return t(`form.problems.name.${found.problem}`);
    case 'integration':
      return t(`form.problems.integration.${found.problem}`);
    case 'owner':
      return t(`form.problems.owner.${found.problem}`);
    case 'tags':
      return found.problem === 'too-many'
        ? t('form.problems.tags.too-many')
        : t(`form.problems.tags.${found.problem}`, { value: found.value });
    case 'rotateEvery':
      return t('form.problems.rotateEvery.out-of-range');
    case 'note':
      return t(`form.problems.note.${found.problem}`);
    case 'scopes':
      return t(`form.problems.scopes.${found.problem}`);
    case 'expiresAt':
      return t(`form.problems.expiresAt.${found.problem}`);
    case 'allowedIps':
      return found.problem === 'not-an-address'
        ? t('form.problems.allowedIps.not-an-address', { value: found.value ?? '' })
        : t('form.problems.allowedIps.too-many');
    default:
      return assertNever(found);
  }
}
