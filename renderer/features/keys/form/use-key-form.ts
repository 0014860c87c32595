import { useCallback, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { checkKeyFields } from '../../../../shared/keys/key-rules';
import type { FieldProblem, KeyField } from '../../../../shared/keys/key-rules';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { FIELD_OF_RULE } from '../../../../shared/rules/rule-set';
import { violationText } from '../../../../shared/rules/rule-text';
import { blocking } from '../../../../shared/rules/violations';
import type { Violation } from '../../../../shared/rules/violation';
import { useMinute } from '../../../ui/hooks/now';
import { changesOf, draftWith, EMPTY_DRAFT, isSameDraft, newKeyOf, typedInto } from './key-draft';
import type { KeyDraft } from './key-draft';
import { problemText } from './problem-text';
import type { RuleCheck } from './use-rule-check';

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
  /** the rule that a field breaks, while no error is shown there */
  cautionOf: (field: KeyField) => string | null;
  /** the broken rules that no field corrects */
  otherCautions: readonly string[];
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
  rulesBrokenBy: RuleCheck,
): KeyForm {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftWith(initial, kept));
  const [tried, setTried] = useState(false);
  const [reported, setReported] = useState<readonly FieldProblem[]>([]);
  const id = useId();

  const now = useMinute();
  const { fields, problems } = checkKeyFields(
    key === null ? newKeyOf(draft, now) : changesOf(draft, key, now),
    { now, isNameTaken, isNameChosen: true, keptScopes: key?.scopes ?? [] },
  );
  const shown = tried ? [...problems, ...reported] : reported;

  // A problem of a field comes first: a rule is about a value that could be saved.
  const isGood = ({ rule }: Violation) =>
    !problems.some(({ field }) => field === FIELD_OF_RULE[rule]);
  const broken = rulesBrokenBy(fields).filter(isGood);
  const brokenAt = (field: KeyField) => broken.find(({ rule }) => FIELD_OF_RULE[rule] === field);

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
        // The error of the permissions is between their search and their list.
        find('input:not([type=hidden], [type=search], [aria-hidden]), textarea, [role=combobox]')
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
      if (found) return problemText(found, t);
      const rule = tried ? brokenAt(field) : undefined;
      return rule?.mode === 'block' ? violationText(rule, t) : null;
    },
    cautionOf(field) {
      const rule = brokenAt(field);
      return rule ? violationText(rule, t) : null;
    },
    otherCautions: broken
      .filter(({ rule }) => FIELD_OF_RULE[rule] === null)
      .map((violation) => violationText(violation, t)),
    check() {
      setTried(true);
      const blocked = blocking(broken);
      if (problems.length > 0) goTo(problems[0]?.field);
      else if (blocked[0]) goTo(FIELD_OF_RULE[blocked[0].rule] ?? undefined);
      // What no field corrects is shown above the fields, and the main process refuses it.
      return problems.length === 0 && blocked.every(({ rule }) => FIELD_OF_RULE[rule] === null);
    },
    showProblems(found) {
      setReported(found);
      goTo(found[0]?.field);
    },
  };
}
