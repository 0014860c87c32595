import { useCallback, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { checkKeyFields } from '../../../../shared/keys/key-rules';
import type { FieldProblem, KeyField } from '../../../../shared/keys/key-rules';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { useMinute } from '../../../ui/hooks/now';
import { changesOf, draftWith, EMPTY_DRAFT, isSameDraft, newKeyOf, typedInto } from './key-draft';
import type { KeyDraft } from './key-draft';
import { problemText } from './problem-text';

/** The draft fields behind a field of the rules. */
const FIELD_OF: Partial<Record<keyof KeyDraft, KeyField>> = {
  name: 'name',
  integration: 'integration',
  note: 'note',
  scopes: 'scopes',
  expiration: 'expiresAt',
  customDate: 'expiresAt',
  allowedIps: 'allowedIps',
  owner: 'owner',
  tags: 'tags',
  rotateEvery: 'rotateEvery',
};

export interface KeyForm {
  draft: KeyDraft;
  change: (changes: Partial<KeyDraft>) => void;
  dirty: boolean;
  /** the fields to keep across a lock; the same object while none changes */
  typed: UnsavedForm['fields'];
  /** id of the element around the fields, to find the first invalid one */
  id: string;
  problemOf: (field: KeyField) => string | null;
  /** Shows the errors and focuses the first invalid field. @returns whether all fields are valid */
  check: () => boolean;
  /** errors from the main process, shown at the same fields */
  showProblems: (problems: readonly FieldProblem[]) => void;
}

/**
 * The state of the form for a new or edited key. Errors appear after the first attempt to save;
 * from then on each field is checked as it changes.
 *
 * @param kept unsaved input from before
 * @param key the edited key; null for a new one
 */
export function useKeyForm(
  initial: KeyDraft,
  kept: UnsavedForm['fields'] | null,
  key: ApiKey | null,
  isNameTaken: (name: string) => boolean,
): KeyForm {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftWith(initial, kept));
  const [tried, setTried] = useState(false);
  const [reported, setReported] = useState<readonly FieldProblem[]>([]);
  const id = useId();

  const now = useMinute();
  const { problems } = checkKeyFields(
    key === null ? newKeyOf(draft, now) : changesOf(draft, key, now),
    { now, isNameTaken, isNameChosen: true, keptScopes: key?.scopes ?? [] },
  );
  const shown = tried ? [...problems, ...reported] : reported;

  // The form of a new key is restored on the empty one, also when it began with another key's
  // settings.
  const base = key === null ? EMPTY_DRAFT : initial;
  const typed = useMemo(() => typedInto(draft, base), [draft, base]);

  const change = useCallback((changes: Partial<KeyDraft>) => {
    setDraft((known) => ({ ...known, ...changes }));
    const touched = Object.keys(changes).map((name) => FIELD_OF[name as keyof KeyDraft]);
    setReported((known) => known.filter(({ field }) => !touched.includes(field)));
  }, []);

  const goTo = (field: KeyField | undefined) =>
    // After the errors are rendered, so that a screen reader reads them with the field.
    requestAnimationFrame(() => {
      const find = (inField: string) =>
        document
          .getElementById(id)
          ?.querySelector<HTMLElement>(`[data-field=${field}] :is(${inField})`);
      // A field may have several controls: the invalid one comes first.
      (
        find('[aria-invalid=true]') ??
        find('input:not([type=hidden], [aria-hidden]), textarea, [role=combobox]')
      )?.focus();
    });

  return {
    draft,
    change,
    dirty: !isSameDraft(draft, initial),
    typed,
    id,
    problemOf(field) {
      const found = shown.find((problem) => problem.field === field);
      return found ? problemText(found, t) : null;
    },
    check() {
      setTried(true);
      if (problems.length > 0) goTo(problems[0]?.field);
      return problems.length === 0;
    },
    showProblems(found) {
      setReported(found);
      goTo(found[0]?.field);
    },
  };
}
