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
    sentence: 'The secret stays the same.',
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
      none: 'The old secret ends with the rotation.',
      until: 'The old secret works until {{when}}.',
      withKey: 'The old secret works until the key expires, {{when}}.',
    },
    inactive: {
      disabled:
        '<name>{{name}}</name> is deactivated, so a new secret would not work either. Activate it first, then rotate its secret.',
      expired:
        '<name>{{name}}</name> has expired, so a new secret would not work either. Give it a later date first, then rotate its secret.',
    },
    edit: 'Edit API key…',
    running: 'The secret before {{hint}} still works, until {{when}}. It ends when you rotate now.',
    cutShort: {
      title: 'End the older secret now?',
      none: 'The secret before {{hint}} was to work until {{when}}, and ends now. {{hint}} ends now too; only the new secret works.',
      until:
        'The secret before {{hint}} was to work until {{when}}, and ends now. {{hint}} works until {{next}}, beside the new secret.',
      keep: 'Cancel',
      go: 'Rotate and end it',
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
    /** it is accepted, and is not to be */
    notSent:
      'This vault has a change of the key that the endpoint has not got. Sync, then test again.',
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
      '<name>{{name}}</name> is deleted. This cannot be undone; deactivate the key instead if you are not sure.',
    sentenceMany_one:
      'This key is deleted. This cannot be undone; deactivate it instead if you are not sure.',
    sentenceMany_other:
      'These {{count, number}} keys are deleted. This cannot be undone; deactivate them instead if you are not sure.',
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
  /** what an action comes to outside this vault, before it is done */
  effect: {
    none: {
      delete_one:
        'It is removed from this vault only, since no endpoint is connected. Revoke it in Ownchat too: requests with it go on working until then.',
      delete_other:
        'They are removed from this vault only, since no endpoint is connected. Revoke them in Ownchat too: requests with them go on working until then.',
      edit: 'Changes are made in this vault only, since no endpoint is connected: make them in Ownchat too.',
      rotate:
        'The secret is replaced in this vault only, since no endpoint is connected. Replace it in Ownchat too: until then only the old one works there.',
    },
    soon: {
      delete_one:
        'The endpoint gets the deletion with the next sync, as a rule within seconds. Requests with the key work until it has it.',
      delete_other:
        'The endpoint gets the deletions with the next sync, as a rule within seconds. Requests with the keys work until it has them.',
      edit: 'The endpoint gets your changes with the next sync, as a rule within seconds.',
      rotate:
        'The endpoint gets the rotation with the next sync, as a rule within seconds, and accepts only the old secret until then.',
    },
    later: {
      delete_one: '{{reason}} The endpoint accepts this key until it has got the deletion.',
      delete_other: '{{reason}} The endpoint accepts these keys until it has got the deletions.',
      edit: '{{reason}} The endpoint accepts this key as it was until it has got your changes.',
      rotate: '{{reason}} The endpoint accepts only the old secret until it has got the rotation.',
    },
  },
  proof: {
    useRecoveryCode: 'Use the recovery code instead',
    usePassphrase: 'Use the passphrase instead',
  },
} as const;
