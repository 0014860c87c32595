import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { Icon } from '../../../ui/theme/icons';
import { TextField } from '../../../ui/controls/text-field';
import { useScrollIntoView } from '../../../ui/hooks/use-scroll-into-view';

const Toggle = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  padding: 0,
  border: 0,
  borderRadius: radius.tick,
  background: 'none',
  color: role.accentText,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  fontWeight: 550,
  cursor: 'pointer',
  '& svg': { transition: 'rotate 140ms' },
  '&[aria-expanded=true] svg': { rotate: '180deg' },
  '& + div': { marginTop: 12 },
});

/** Options that most keys do not need: the allowed IP addresses. Open when they have a value. */
export function MoreOptions({
  allowedIps,
  error,
  caution,
  onChange,
}: {
  allowedIps: string;
  error: string | null;
  caution: string | null;
  onChange: (allowedIps: string) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(allowedIps !== '');
  // An error must always be visible, and so must a rule.
  const shown = open || error !== null || caution !== null;
  const content = useScrollIntoView<HTMLDivElement>(shown);
  return (
    <div data-field="allowedIps" ref={content}>
      <Toggle type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        {t('form.moreOptions')}
        <Icon name="open" size={16} />
      </Toggle>
      {shown && (
        <TextField
          label={t('form.allowedIps')}
          value={allowedIps}
          onChange={onChange}
          help={t('form.allowedIpsHelp')}
          error={error}
          caution={caution}
          multiline
          mono
        />
      )}
    </div>
  );
}
