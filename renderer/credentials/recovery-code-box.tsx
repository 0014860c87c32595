import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge, listen } from '../bridge/bridge';
import { useCommand } from '../bridge/use-command';
import { role } from '../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../ui/theme/tokens';
import { FailureAlert } from '../ui/feedback/failure-alert';
import { MONO } from '../ui/theme/fonts';
import { Icon } from '../ui/theme/icons';
import { useSecondsUntil } from '../ui/hooks/now';

const Code = styled('p')({
  padding: '14px 16px',
  border: border.line,
  borderRadius: radius.box,
  background: role.ground,
  fontFamily: MONO,
  fontSize: textSize.section,
  lineHeight: lineHeight.dialog,
  fontVariantNumeric: 'tabular-nums slashed-zero',
  textAlign: 'center',
  // Under X11, selected text is copied to a second clipboard that the app does not clear.
  userSelect: 'none',
  overflowWrap: 'anywhere',
});

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: '4px 12px',
  marginTop: 10,
  '& > p': { fontSize: textSize.hint, lineHeight: lineHeight.hint, color: role.secondary },
});

/** Shows a recovery code. The main process copies it and clears the clipboard again. */
export function RecoveryCodeBox({ code }: { code: string }) {
  const { t } = useTranslation();
  const command = useCommand(bridge.security.copyRecoveryCode);
  const [copy, setCopy] = useState<{ clearsAt: number | null } | null>(null);
  const box = useRef<HTMLParagraphElement>(null);
  // The focus starts on the code, which is shown only once. On the check box, a stray key press could confirm an unsaved code.
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const seconds = useSecondsUntil(copy?.clearsAt ?? null);
  useEffect(
    () => listen('clipboard:changed', ({ clearsAt }) => setCopy((known) => known && { clearsAt })),
    [],
  );
  const run = async () => {
    const result = await command.run();
    if (result?.ok) setCopy(result.value);
  };
  const copyTracked = (event: SyntheticEvent) => {
    event.preventDefault();
    void run();
  };
  const status = (): string => {
    if (copy === null) return '';
    if (seconds === null) return t('security.code.cleared');
    return seconds > 0
      ? t('security.code.copied', { count: seconds })
      : t('security.code.clearing');
  };
  return (
    <div onCopy={copyTracked}>
      <Code
        ref={box}
        tabIndex={-1}
        role="group"
        aria-label={t('vault.recovery.label')}
        translate="no"
      >
        {code}
      </Code>
      <Line>
        <Button type="button" aria-busy={command.busy} onClick={() => void run()}>
          <Icon name={seconds === null ? 'copy' : 'check'} />
          {t('security.code.copy')}
        </Button>
        <p>{status()}</p>
      </Line>
      <FailureAlert failure={command.failure} />
    </div>
  );
}
