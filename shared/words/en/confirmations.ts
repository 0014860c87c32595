/** What the main process asks in a box of its own, which no script of the page can answer. */
export const confirmationWords = {
  cancel: 'Cancel',
  more: {
    message_one: 'Give the API key “{{name}}” more access?',
    message_other: 'Give {{count, number}} API keys more access?',
    detail: 'With this change:',
    scopes: 'more permissions: {{scopes}}',
    addresses: 'requests from more addresses: {{addresses}}',
    anyAddress: 'requests from any address',
    later: 'it expires later: {{when}}',
    never: 'it never expires',
    enabled: 'it is active again',
    permissions: 'permissions: {{scopes}}',
    from: 'requests from: {{addresses}}',
    until: 'it expires: {{when}}',
    none: 'none',
    secret: 'it accepts a different secret',
    others_one: 'and {{count, number}} more API key',
    others_other: 'and {{count, number}} more API keys',
    go: 'Give more access',
  },
  activate: {
    message_one: 'Activate the API key “{{name}}”?',
    message_other: 'Activate {{count, number}} API keys?',
    detail_one: 'Its secret works again.',
    detail_other: 'Their secrets work again:',
    go: 'Activate',
  },
  weaken: {
    message_one: 'Weaken a rule?',
    message_other: 'Weaken {{count, number}} rules?',
    detail: 'Keys may then do what the rule does not allow now:',
    line: '{{rule}}: {{before}} → {{after}}',
    go: 'Weaken',
  },
  accept: {
    message_one: 'Accept a finding for the API key “{{name}}”?',
    message_other: 'Accept a finding for {{count, number}} API keys?',
    until: 'Accepted until {{when}}: {{finding}}.',
    detail:
      'Until then the Security check leaves it out, and a rule that blocks it lets these keys pass:',
    go: 'Accept',
  },
  undoCreation: {
    message_one: 'Delete the API key “{{name}}”?',
    message_other: 'Delete {{count, number}} API keys?',
    detail_one: 'The change that is reverted created it. You can restore it for 30 days.',
    detail_other: 'The change that is reverted created them. You can restore them for 30 days.',
    go: 'Delete',
  },
  cancelRotation: {
    message: 'Cancel the rotation of the API key “{{name}}”?',
    detail:
      'The old secret works on, as long as the key. Systems that already use the new one lose access.',
    reported: 'A secret of this key was reported as compromised.',
    go: 'Cancel rotation',
  },
  restore: {
    message: 'Restore this backup?',
    detail:
      'Your API keys return to their state in this backup. Some may become active again or get more permissions. The current version is backed up first.',
    go: 'Restore',
  },
  older: {
    state: {
      message: 'Continue with this older version?',
      detail:
        'You can then change the vault again, and this computer treats this version as the newest. The activity records your decision.',
      go: 'Continue',
    },
    lost: 'Changes made after activity entry {{newest, number}} are missing from it.',
    ways: {
      message: 'Continue with the older unlock methods?',
      detail:
        'The passphrase, recovery code and keychain unlock from that time then open the vault. The activity records your decision.',
      go: 'Continue',
    },
    unknown: {
      message: 'Continue although newer entries may be missing?',
      detail:
        'This computer then treats entry {{newest, number}} as the newest and no longer warns about missing entries. The activity records your decision.',
      go: 'Continue',
    },
  },
  forget: {
    message: 'Forget this endpoint?',
    detail:
      'Sync is turned off and your sign-in is erased. All API keys stay in this vault. Nothing is deleted at the endpoint, which still accepts the keys it has.',
    unsent_one:
      '{{count, number}} change has not been sent and will not be: the endpoint still accepts that key as it was. Sync first, or make the change there too.',
    unsent_other:
      '{{count, number}} changes have not been sent and will not be: the endpoint still accepts those keys as they were. Sync first, or make the changes there too.',
    go: 'Forget endpoint',
  },
  decided: {
    message_one: 'Decide about one API key?',
    message_other: 'Decide about {{count, number}} API keys at once?',
    detail_one: 'This decides about {{count, number}} API key.',
    detail_other: 'This decides about {{count, number}} API keys.',
    go: 'Decide',
  },
  answer: {
    compare: {
      message: 'Compare both sides from the start?',
      detail_one:
        'The API key of this vault is kept and sent, even if the endpoint no longer has it. Where both sides differ, the narrower access applies.',
      detail_other:
        'All {{count, number}} API keys of this vault are kept and sent, even those that the endpoint no longer has. Where both sides differ, the narrower access applies.',
      go: 'Compare',
    },
    remove: {
      message_one: 'Delete one API key here, too?',
      message_other: 'Delete {{count, number}} API keys here, too?',
      detail_one: 'The endpoint reports that it was deleted. It is removed from this vault.',
      detail_other:
        'The endpoint reports that they were deleted. They are removed from this vault.',
      go: 'Delete here',
    },
    send: {
      message_one: 'Send one API key to the endpoint again?',
      message_other: 'Send {{count, number}} API keys to the endpoint again?',
      detail_one: 'It was deleted there. Afterwards the endpoint accepts it again.',
      detail_other: 'They were deleted there. Afterwards the endpoint accepts them again.',
      go: 'Send again',
    },
  },
  compareNothing: {
    message: 'Compare both sides from the start?',
    detail: 'This vault has no API keys. The endpoint’s API keys are added to it.',
    go: 'Compare',
  },
  take: {
    message_one: 'Restore the API key “{{name}}”, which was deleted here?',
    message_other: 'Restore {{count, number}} API keys that were deleted here?',
    detail_one:
      'It returns to this vault as it is at the endpoint. At the last sync, the endpoint had it with:',
    detail_other:
      'They return to this vault as they are at the endpoint. At the last sync, the endpoint had them with:',
    inactive: 'it is inactive',
    unknown: 'access that an earlier version of the app did not record',
    go: 'Restore',
  },
  overwrite: {
    message: 'Overwrite the record at the endpoint?',
    detail:
      '“{{name}}” is sent as it is here and replaces the unreadable record. Changes that others made there are lost, and that record may have given less access.',
    go: 'Overwrite',
  },
  imported: {
    message_one: 'Give the API key “{{name}}” more access with this import?',
    message_other: 'Give {{count, number}} API keys more access with this import?',
    detail: 'According to the file:',
    back: 'it was deleted here and is restored',
    earlierSecret: 'a secret that was replaced here works again',
    go: 'Give more access',
  },
  install: {
    message: 'Install the update and restart the app?',
    detail: 'The vault is locked first.',
    go: 'Install',
  },
  lockLater: {
    message: 'Lock the vault later?',
    detail_one: 'It then stays open for {{count, number}} minute while the computer is not used.',
    detail_other:
      'It then stays open for {{count, number}} minutes while the computer is not used.',
    go: 'Lock later',
  },
  capture: {
    message: 'Let screen captures show this window?',
    detail: 'Programs that record or share the screen can then show your API keys.',
    go: 'Allow captures',
  },
} as const;
