import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { PassphraseField } from '../../../credentials/passphrase-field';
import { ProofField } from '../../../credentials/proof-field';
import { Segmented } from '../../../ui/controls/segmented';
import { TextField } from '../../../ui/controls/text-field';
import { isAboutProof } from '../../../credentials/use-proof';
import { Row, SyncCard } from '../sync-card';
import { TestReportList } from './test-report-list';
import { useSetUp } from './use-set-up';
import type { EndpointBefore } from './use-set-up';
import { lineHeight, textSize } from '../../../ui/theme/tokens';

const Form = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  maxWidth: 560,
});

const Label = styled('p')({
  marginBottom: 6,
  fontSize: textSize.small,
  lineHeight: lineHeight.small,
  fontWeight: 600,
});

/** The address and credentials of the endpoint. They are tested before they are stored. */
export function SetUpCard({
  before,
  canChange,
  onDone,
}: {
  /** the present endpoint; null for the first one */
  before: EndpointBefore | null;
  canChange: boolean;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const form = useSetUp(before, onDone);
  const { entry, problems } = form;
  const failure = form.failure && !isAboutProof(form.failure) ? form.failure : null;

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t(before ? 'sync.setUp.change' : 'sync.setUp.title')}</h2>
        {!before && <p>{t('sync.setUp.sentence')}</p>}
      </div>
      <Form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.connect();
        }}
      >
        <TextField
          label={t('sync.setUp.address')}
          help={t('sync.setUp.addressHelp')}
          error={problems.address}
          value={form.address}
          onChange={form.setAddress}
        />
        <div>
          <Label id={`${id}-way`}>{t('sync.setUp.signIn')}</Label>
          <Segmented
            labelledBy={`${id}-way`}
            value={form.way}
            choices={[
              { value: 'token', label: t('sync.setUp.byToken') },
              { value: 'password', label: t('sync.setUp.byPassword') },
            ]}
            onChange={form.setWay}
          />
        </div>
        {form.way === 'password' && (
          <TextField
            label={t('sync.setUp.user')}
            error={problems.user}
            value={form.user}
            onChange={form.setUser}
          />
        )}
        <PassphraseField
          label={t(form.way === 'token' ? 'sync.setUp.accessToken' : 'sync.setUp.password')}
          help={t(before ? 'sync.setUp.kept' : 'sync.setUp.credentialHelp')}
          error={problems.secret}
          value={form.secret}
          onChange={form.setSecret}
        />
        <ProofField entry={entry} help={t('sync.setUp.proofHelp')} autoFocus={false} />
        {form.report && <TestReportList report={form.report} />}
        <FailureAlert failure={failure} />
        <Row>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!canChange}
            aria-busy={form.busy === 'connect'}
          >
            {t(form.busy === 'connect' ? 'sync.setUp.connecting' : 'sync.setUp.connect')}
          </Button>
          <Button type="button" aria-busy={form.busy === 'test'} onClick={() => void form.test()}>
            {t(form.busy === 'test' ? 'sync.setUp.testing' : 'sync.setUp.test')}
          </Button>
          {onDone && (
            <Button type="button" variant="text" onClick={onDone}>
              {t('common.cancel')}
            </Button>
          )}
        </Row>
      </Form>
    </SyncCard>
  );
}
