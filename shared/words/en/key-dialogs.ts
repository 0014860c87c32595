import { CLEAR_AFTER_MS, REVEAL_MS } from '../../secret-times';

/** The dialogs about one API key or several. */
export const keyDialogWords = {
  kept: {
    title: 'Not saved yet',
    sentence: 'You had not finished this. Save it, or cancel to discard it.',
  },
  create: {
    title: 'Create API Key',
    sentence:
      'The key can do only what you choose here. You can change it later without a new secret.',
    save: 'Save',
    busy: 'Saving…',
  },
  edit: {
    title: 'Edit API Key',
    sentence: 'Changes apply at once. The secret stays the same.',
    save: 'Save changes',
    busy: 'Saving…',
  },
  discard: {
    title: 'Discard changes?',
    sentence: 'What you have entered here is not saved.',
    keep: 'Keep editing',
    discard: 'Discard',
  },
  secret: {
    label: 'API key',
    copy: 'Copy',
    clears: `The clipboard clears ${CLEAR_AFTER_MS / 1000} s after copying`,
    clearsIn_one: 'Clipboard clears in {{count}} s',
    clearsIn_other: 'Clipboard clears in {{count}} s',
    clearing: 'Clearing the clipboard…',
    cleared: 'The API key is no longer in the clipboard',
    warning:
      'Anyone who has this key can act as <name>{{name}}</name>. Keep it out of code and chats; use a secret store or an environment variable.',
  },
  created: {
    title: 'API key created',
    sentence: 'Copy it now. It stays sealed in your vault.',
    sentenceFor: 'Copy it now into <name>{{integration}}</name>. It stays sealed in your vault.',
    done: 'Done',
  },
  rotate: {
    title: 'Rotate secret',
    sentence:
      '<name>{{name}}</name> gets a new secret. Name, permissions and dates stay as they are.',
    grace: 'The old secret still works for',
    periods: { none: 'No time', hour: '1 hour', day: '24 hours', week: '7 days' },
    ends: {
      none: 'Requests with the old secret stop working at once.',
      hour: 'You have an hour to put the new secret in place.',
      day: 'You have a day to put the new secret in place.',
      week: 'You have a week to put the new secret in place.',
    },
    submit: 'Rotate',
    busy: 'Rotating…',
  },
  rotated: {
    title: 'New secret',
    sentence: 'Copy it now. It stays sealed in your vault.',
    sentenceFor: 'Copy it now into <name>{{integration}}</name>. It stays sealed in your vault.',
    done: 'Done',
  },
  test: {
    title: 'Test API key',
    sentence:
      'Enter your passphrase to ask your endpoint whether it accepts <name>{{name}}</name>. The secret is sent to the endpoint for that.',
    sentenceByCode:
      'Enter your recovery code to ask your endpoint whether it accepts <name>{{name}}</name>. The secret is sent to the endpoint for that.',
    submit: 'Test',
    busy: 'Testing…',
    scope: 'Permission',
    anyScope: 'Any: only whether it is accepted',
    answered: 'What your endpoint says about <name>{{name}}</name>.',
    close: 'Close',
    verdicts: {
      VALID: { title: 'It works', sentence: 'The endpoint accepts this API key.' },
      NOT_FOUND: {
        title: 'Not known there',
        sentence:
          'The endpoint does not know this API key. If it is new or was just rotated, sync first.',
      },
      DISABLED: {
        title: 'Deactivated',
        sentence: 'The endpoint knows this API key, but it is not active there.',
      },
      EXPIRED: {
        title: 'Expired',
        sentence: 'Its expiration date has passed, so the endpoint no longer accepts it.',
      },
      FORBIDDEN: {
        title: 'Not from here',
        sentence: 'The endpoint does not accept this API key from the address of this computer.',
      },
      INSUFFICIENT_PERMISSIONS: {
        title: 'Not enough permissions',
        sentence: 'The endpoint accepts this API key, but not for the permission you asked about.',
      },
      RATE_LIMITED: {
        title: 'Asked too often',
        sentence:
          'The endpoint does not answer more questions right now. Wait a minute, then test again.',
      },
    },
  },
  delete: {
    title: 'Delete API key',
    titleMany_one: 'Delete {{count, number}} API key',
    titleMany_other: 'Delete {{count, number}} API keys',
    sentence:
      'Requests with <name>{{name}}</name> stop working at once. This cannot be undone; deactivate the key instead if you are not sure.',
    sentenceMany_one:
      'Requests with this key stop working at once. This cannot be undone; deactivate it instead if you are not sure.',
    sentenceMany_other:
      'Requests with these {{count, number}} keys stop working at once. This cannot be undone; deactivate them instead if you are not sure.',
    confirm: 'Type the name to confirm',
    confirmHelp: 'Delete works once this is the name above, capitals included.',
    confirmMany: 'Type {{count}} to confirm',
    confirmManyHelp: 'Delete works once this says {{count}}.',
    submit: 'Delete',
    busy: 'Deleting…',
  },
  reveal: {
    title: 'Reveal API key',
    sentence: `Enter your passphrase to see the secret of <name>{{name}}</name> for ${REVEAL_MS / 1000} seconds.`,
    sentenceByCode: `Enter your recovery code to see the secret of <name>{{name}}</name> for ${REVEAL_MS / 1000} seconds.`,
    submit: 'Reveal',
    busy: 'Revealing…',
    shown: 'The secret of <name>{{name}}</name>.',
    hidesIn_one: 'Hidden in {{count}} s',
    hidesIn_other: 'Hidden in {{count}} s',
    close: 'Close',
  },
  copy: {
    title: 'Copy API key',
    sentence: 'Enter your passphrase to copy the secret of <name>{{name}}</name>. It is not shown.',
    sentenceByCode:
      'Enter your recovery code to copy the secret of <name>{{name}}</name>. It is not shown.',
    submit: 'Copy',
    busy: 'Copying…',
  },
  proof: {
    useRecoveryCode: 'Use the recovery code instead',
    usePassphrase: 'Use the passphrase instead',
  },
} as const;
