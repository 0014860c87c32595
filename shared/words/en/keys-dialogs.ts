import { DELETED_KEPT_DAYS } from '../../keys/key-limits';
import { CLEAR_AFTER_MS, REVEAL_MS } from '../../keys/secret-times';

/** The dialogs about one API key or several. */
export const keysDialogWords = {
  rowMenu: {
    edit: 'Edit',
    duplicate: 'Duplicate',
    copyId: 'Copy ID',
    delete: 'Delete…',
    activity: 'Show activity',
    reveal: 'Reveal API key…',
    copy: 'Copy API key…',
    handOver: 'Hand over…',
    rotate: 'Rotate secret…',
    test: 'Test key…',
    activate: 'Activate',
    deactivate: 'Deactivate',
    noSecret: 'The secret is not on this computer',
    /** what has happened to the key while the menu was open */
    meanwhile: {
      deactivate: 'It has become inactive.',
      activate: 'It has become active.',
    },
    already: {
      deactivate: '{{name}} was already inactive',
      activate: '{{name}} was already active',
    },
  },
  /** a key, or its secret, that is gone while something about it is open */
  lost: {
    key: '<name>{{name}}</name> has been deleted, so this can no longer be done.',
    secret:
      'The secret of <name>{{name}}</name> has been replaced, and the new one is not on this computer.',
    all: 'All keys that you selected have been deleted.',
    some_one: '{{count, number}} of the keys that you selected has been deleted.',
    some_other: '{{count, number}} of the keys that you selected have been deleted.',
    besides_one: '{{done}}; {{count, number}} already deleted',
    besides_other: '{{done}}; {{count, number}} already deleted',
    form: '<name>{{name}}</name> has been deleted. Your changes cannot be saved.',
    deleted: '<name>{{name}}</name> has been deleted.',
    close: 'Close',
  },
  /** the keys of an action, by name */
  named: {
    used: 'last used {{when}}',
    neverUsed: 'never used',
    more_one: 'and {{count, number}} more',
    more_other: 'and {{count, number}} more',
  },
  deactivate: {
    title_one: 'Deactivate {{count, number}} API key',
    title_other: 'Deactivate {{count, number}} API keys',
    sentence_zero: 'None of these keys works now. You can activate them again.',
    sentence_one:
      '{{count, number}} of these {{all, number}} keys works now and becomes inactive. You can activate it again.',
    sentence_other:
      '{{count, number}} of these {{all, number}} keys work now and become inactive. You can activate them again.',
    stops: 'Working now',
    unsent: {
      new_one:
        '{{count, number}} of these keys has not been sent, so the endpoint does not accept it yet.',
      new_other:
        '{{count, number}} of these keys have not been sent, so the endpoint does not accept them yet.',
      changed_one:
        '{{count, number}} key has an unsent change. The endpoint accepts it as it was before.',
      changed_other:
        '{{count, number}} keys have unsent changes. The endpoint accepts them as they were before.',
    },
    submit: 'Deactivate',
    busy: 'Deactivating…',
  },
  kept: {
    title: 'Not saved yet',
    sentence: 'You did not finish this form. Save it, or cancel to discard it.',
  },
  create: {
    title: 'Create API Key',
    sentence:
      'The key can do only what you choose here. You can change it later without a new secret.',
    sentenceFrom:
      'It gets the settings of <name>{{name}}</name>, and a secret of its own. Check them before you save.',
    notGranted: 'Not copied, because this app does not know these permissions',
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
    sentence: 'Your entries have not been saved.',
    keep: 'Keep editing',
    discard: 'Discard',
  },
  secret: {
    label: 'API key',
    copy: 'Copy',
    withheld:
      'The new secret is in the vault. It is not shown, because no key or button was pressed in this window. Choose Reveal or Copy in the menu of the API key.',
    clears: `The clipboard clears ${CLEAR_AFTER_MS / 1000} s after copying`,
    clearsIn_one: 'Clipboard clears in {{count}} s',
    clearsIn_other: 'Clipboard clears in {{count}} s',
    clearing: 'Clearing the clipboard…',
    cleared: 'The API key is no longer in the clipboard',
    warning:
      'Anyone who has this key can act as <name>{{name}}</name>. Keep it out of code and chats; use a secret store or an environment variable.',
    lost: '<name>{{name}}</name> has been deleted. Do not use this secret.',
  },
  created: {
    title: 'API key created',
    sentence: 'Copy it now. It stays encrypted in your vault.',
    sentenceFor: 'Copy it now into <name>{{integration}}</name>. It stays encrypted in your vault.',
    done: 'Done',
  },
  rotate: {
    title: 'Rotate secret',
    sentence: '<name>{{name}}</name> gets a new secret. Name, permissions and dates do not change.',
    grace: 'Keep the old secret valid for',
    periods: { none: 'Revoke immediately', hour: '1 hour', day: '24 hours', week: '7 days' },
    ends: {
      none: 'The old secret is revoked when you rotate.',
      until: 'The old secret works until {{when}}.',
      withKey: 'The old secret works until the key expires, {{when}}.',
    },
    inactive: {
      disabled:
        '<name>{{name}}</name> is deactivated, so a new secret would not work either. Activate it first, then rotate its secret.',
      expired:
        '<name>{{name}}</name> has expired, so a new secret would not work either. Give it a later date first, then rotate its secret.',
    },
    leaked:
      'Reported {{when}}. Others may know the old secret, so it gets no more time unless you choose some.',
    leakedLonger:
      'Reported {{when}}. Others may know the old secret, and it works until the time below.',
    staysDisabled:
      'This key is disabled. Its old secret is revoked, and the key stays disabled until you activate it.',
    edit: 'Edit API key…',
    running: 'The secret before {{hint}} still works until {{when}}. Rotating now revokes it.',
    cutShort: {
      title: 'Revoke the older secret now?',
      none: 'The secret before {{hint}}, valid until {{when}}, is revoked now. {{hint}} is revoked too; only the new secret works.',
      until:
        'The secret before {{hint}}, valid until {{when}}, is revoked now. {{hint}} works until {{next}}, together with the new secret.',
      keep: 'Cancel',
      go: 'Rotate and revoke',
    },
    submit: 'Rotate',
    busy: 'Rotating…',
  },
  rotated: {
    title: 'New secret',
    sentence: 'Copy it now. It stays encrypted in your vault.',
    sentenceFor: 'Copy it now into <name>{{integration}}</name>. It stays encrypted in your vault.',
    done: 'Done',
  },
  handOver: {
    title: 'Hand over API key',
    sentence:
      'Saves the secret of <name>{{name}}</name> as an encrypted file for a colleague. Enter your passphrase to do so.',
    sentenceByCode:
      'Saves the secret of <name>{{name}}</name> as an encrypted file for a colleague. Enter your recovery code to do so.',
    submit: 'Save file…',
    busy: 'Saving…',
    to: 'Encrypt it to',
    targets: { passphrase: 'A new passphrase', recipient: 'An age recipient' },
    passphraseHelp:
      'A passphrase is generated and shown once. Tell it in another way than you send the file.',
    recipient: 'Recipient',
    recipientHelp: 'Begins with age1. Your colleague makes it with age-keygen.',
    recipientMissing: 'Enter the recipient of your colleague.',
    saved: 'The secret of <name>{{name}}</name> was saved as an encrypted file.',
    file: 'File',
    passphrase: 'Passphrase of the file',
    passphraseOnce:
      'The passphrase is not stored. Tell it to your colleague by phone or in person, not with the file.',
    opensWith: 'It opens with age: age --decrypt FILE',
    done: 'Done',
  },
  test: {
    title: 'Test API key',
    sentence:
      'Enter your passphrase to check whether your endpoint accepts <name>{{name}}</name>. This sends the secret to the endpoint.',
    sentenceByCode:
      'Enter your recovery code to check whether your endpoint accepts <name>{{name}}</name>. This sends the secret to the endpoint.',
    submit: 'Test',
    busy: 'Testing…',
    scope: 'Permission',
    anyScope: 'Any: only check whether the key is accepted',
    answered: 'Response of your endpoint for <name>{{name}}</name>.',
    close: 'Close',
    /** it is accepted, and is not to be */
    notSent: 'This key has a change that was not sent to the endpoint. Sync, then test again.',
    verdicts: {
      VALID: { title: 'It works', sentence: 'The endpoint accepts this API key.' },
      NOT_FOUND: {
        title: 'Unknown key',
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
        title: 'Address not allowed',
        sentence: 'The endpoint does not accept this API key from this computer’s address.',
      },
      INSUFFICIENT_PERMISSIONS: {
        title: 'Not enough permissions',
        sentence: 'The endpoint accepts this API key, but not for the permission you asked about.',
      },
      RATE_LIMITED: {
        title: 'Too many tests',
        sentence: 'The endpoint limits the number of tests. Wait a minute, then test again.',
      },
    },
  },
  delete: {
    title: 'Delete API key',
    titleMany_one: 'Delete {{count, number}} API key',
    titleMany_other: 'Delete {{count, number}} API keys',
    sentence: `<name>{{name}}</name> is deleted. You can restore it for ${DELETED_KEPT_DAYS} days, under Recently deleted. It comes back inactive.`,
    sentenceMany_one: `This key is deleted. You can restore it for ${DELETED_KEPT_DAYS} days, under Recently deleted. It comes back inactive.`,
    sentenceMany_other: `These {{count, number}} keys are deleted. You can restore them for ${DELETED_KEPT_DAYS} days, under Recently deleted. They come back inactive.`,
    keys: 'API keys',
    confirm: 'Type the name to confirm',
    confirmHelp: 'Enter the name exactly as shown above, including capitals.',
    confirmMany: 'Type {{count}} to confirm',
    confirmManyHelp: 'Enter {{count}} to enable Delete.',
    submit: 'Delete',
    busy: 'Deleting…',
  },
  deleted: {
    title: 'Recently deleted',
    sentence: `A deleted key can be restored for ${DELETED_KEPT_DAYS} days. It comes back inactive.`,
    none: `No API key was deleted in the last ${DELETED_KEPT_DAYS} days.`,
    loading: 'Loading deleted API keys',
    list: 'Deleted API keys',
    when: 'deleted {{when}}, can be restored until {{date}}',
    restore: 'Restore',
    restoreNamed: 'Restore {{name}}',
    more_one: 'and {{count, number}} more, deleted before these',
    more_other: 'and {{count, number}} more, deleted before these',
    close: 'Close',
  },
  /** a message for a colleague, without the secret */
  note: {
    copy: 'Copy message',
    help: 'A message for a colleague, without the secret',
    copied: 'Message copied. The secret is not in it.',
    notCopied: 'Copying was not possible. Try again.',
    moment: '{{local}} ({{utc}} UTC)',
    created: 'New Ownchat API key: {{name}} ({{hint}})',
    rotated: 'New secret for the Ownchat API key {{name}}: {{hint}}',
    integration: 'For: {{integration}}',
    expires: 'The key expires {{when}}.',
    noExpiry: 'The key has no expiration date.',
    disabled: 'The key is not active at the moment.',
    expired: 'The key has expired.',
    oldUntil: 'The old secret {{hint}} works until {{when}}. Replace it before that.',
    oldEnded: 'The old secret {{hint}} must not be used any more.',
    variable: 'Environment variable: {{variable}}',
    noSecret: 'The secret is not in this message. It comes to you another way.',
  },
  compare: {
    title: 'Compare API keys',
    sentence_zero: 'These keys do not differ.',
    sentence_one: '{{count, number}} difference is marked.',
    sentence_other: '{{count, number}} differences are marked.',
    field: 'Field',
    differs: 'differs',
    granted: 'Granted',
    none: 'not set',
    close: 'Close',
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
        'It is removed from this vault only, because no endpoint is connected. Revoke it in Ownchat too: requests with it work until then.',
      delete_other:
        'They are removed from this vault only, because no endpoint is connected. Revoke them in Ownchat too: requests with them work until then.',
      deactivate_one:
        'It becomes inactive in this vault only, because no endpoint is connected. Deactivate it in Ownchat too: requests with it work until then.',
      deactivate_other:
        'They become inactive in this vault only, because no endpoint is connected. Deactivate them in Ownchat too: requests with them work until then.',
      edit: 'Changes are made in this vault only, because no endpoint is connected. Make them in Ownchat too.',
      rotate:
        'The secret is replaced in this vault only, because no endpoint is connected. Replace it in Ownchat too: until then only the old one works there.',
    },
    soon: {
      delete_one:
        'The deletion is sent to the endpoint with the next sync, usually within seconds. Requests with the key work until then.',
      delete_other:
        'The deletions are sent to the endpoint with the next sync, usually within seconds. Requests with the keys work until then.',
      deactivate_one:
        'The change is sent to the endpoint with the next sync, usually within seconds. Requests with the key work until then.',
      deactivate_other:
        'The change is sent to the endpoint with the next sync, usually within seconds. Requests with the keys work until then.',
      edit: 'Your changes are sent to the endpoint with the next sync, usually within seconds.',
      rotate:
        'The rotation is sent to the endpoint with the next sync, usually within seconds. Until then it accepts only the old secret.',
    },
    later: {
      delete_one: '{{reason}} The endpoint accepts this key until the deletion is sent.',
      delete_other: '{{reason}} The endpoint accepts these keys until the deletions are sent.',
      deactivate_one: '{{reason}} The endpoint accepts this key until the change is sent.',
      deactivate_other: '{{reason}} The endpoint accepts these keys until the change is sent.',
      edit: '{{reason}} The endpoint accepts this key as it was until your changes are sent.',
      rotate: '{{reason}} The endpoint accepts only the old secret until the rotation is sent.',
    },
  },
  toasts: {
    activated: 'Activated {{name}}',
    deactivated: 'Deactivated {{name}}',
    activatedMany_one: 'Activated {{count, number}} API key',
    activatedMany_other: 'Activated {{count, number}} API keys',
    deactivatedMany_one: 'Deactivated {{count, number}} API key',
    deactivatedMany_other: 'Deactivated {{count, number}} API keys',
    expiredStill: 'Activated {{name}}, but it has expired. Give it a later date to use it.',
    created: 'Created {{name}}',
    rotated: 'Rotated the secret of {{name}}',
    saved: 'Saved {{name}}',
    deleted: 'Deleted {{name}}',
    endGrace: 'Ended the old secret of {{name}}',
    cancelRotation: 'Cancelled the rotation of {{name}}',
    restored: 'Restored {{name}}, inactive',
    restoredMany_one: 'Restored {{count, number}} API key, inactive',
    restoredMany_other: 'Restored {{count, number}} API keys, all inactive',
    deletedMany_one: 'Deleted {{count, number}} API key',
    deletedMany_other: 'Deleted {{count, number}} API keys',
    copiedId: 'Copied the ID of {{name}}',
    notCopied: '{{name}}: copying was not possible. Try again.',
    copied_one: 'Copied. The clipboard clears in {{count}} s.',
    copied_other: 'Copied. The clipboard clears in {{count}} s.',
  },
  /** what an action that is done comes to outside this vault */
  effects: {
    none: {
      deleted_one: 'Removed from this vault only. Revoke it in Ownchat too.',
      deleted_other: 'Removed from this vault only. Revoke them in Ownchat too.',
      deactivated_one: 'Inactive in this vault only. Deactivate it in Ownchat too.',
      deactivated_other: 'Inactive in this vault only. Deactivate them in Ownchat too.',
      activated_one: 'Active in this vault only. Activate it in Ownchat too.',
      activated_other: 'Active in this vault only. Activate them in Ownchat too.',
      saved: 'Changed in this vault only. Change it in Ownchat too.',
      rotated: 'Replaced in this vault only. Replace it in Ownchat too.',
    },
    soon: 'Sent to the endpoint with the next sync, usually within seconds.',
    later: {
      deleted_one: 'Not sent: the endpoint still accepts this key.',
      deleted_other: 'Not sent: the endpoint still accepts these keys.',
      deactivated_one: 'Not sent: the endpoint still accepts this key.',
      deactivated_other: 'Not sent: the endpoint still accepts these keys.',
      activated_one: 'Not sent: the endpoint does not accept this key yet.',
      activated_other: 'Not sent: the endpoint does not accept these keys yet.',
      saved: 'Not sent: the endpoint still accepts this key as it was.',
      rotated: 'Not sent: the endpoint still accepts the old secret only.',
      created: 'Not sent: the endpoint does not accept this key yet.',
    },
  },
  proof: {
    useRecoveryCode: 'Use the recovery code instead',
    usePassphrase: 'Use the passphrase instead',
  },
} as const;
