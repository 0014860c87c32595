/** What the main process asks in a box of its own, which no script of the page can answer. */
export const confirmationWords = {
  cancel: 'Cancel',
  more: {
    message: {
      one: 'Give the API key “{{name}}” more access?',
      other: 'Give {{count}} API keys more access?',
    },
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
    others: { one: 'and {{count}} more API key', other: 'and {{count}} more API keys' },
    go: 'Give more access',
  },
  activate: {
    message: {
      one: 'Activate the API key “{{name}}”?',
      other: 'Activate {{count}} API keys?',
    },
    detail: {
      one: 'Its secret works again.',
      other: 'Their secrets work again:',
    },
    go: 'Activate',
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
    lost: 'Changes made after activity entry {{newest}} are missing from it.',
    ways: {
      message: 'Continue with the older unlock methods?',
      detail:
        'The passphrase, recovery code and keychain unlock from that time then open the vault. The activity records your decision.',
      go: 'Continue',
    },
    unknown: {
      message: 'Continue although newer entries may be missing?',
      detail:
        'This computer then treats entry {{newest}} as the newest and no longer warns about missing entries. The activity records your decision.',
      go: 'Continue',
    },
  },
  forget: {
    message: 'Forget this endpoint?',
    detail:
      'Sync is turned off and your sign-in is erased. All API keys stay in this vault. Nothing is deleted at the endpoint, which still accepts the keys it has.',
    unsent: {
      one: '{{count}} change has not been sent and will not be: the endpoint still accepts that key as it was. Sync first, or make the change there too.',
      other:
        '{{count}} changes have not been sent and will not be: the endpoint still accepts those keys as they were. Sync first, or make the changes there too.',
    },
    go: 'Forget endpoint',
  },
  decided: {
    message: {
      one: 'Decide about one API key?',
      other: 'Decide about {{count}} API keys at once?',
    },
    detail: {
      one: 'This decides about {{count}} API key.',
      other: 'This decides about {{count}} API keys.',
    },
    go: 'Decide',
  },
  answer: {
    compare: {
      message: 'Compare both sides from the start?',
      detail: {
        one: 'The API key of this vault is kept and sent, even if the endpoint no longer has it. Where both sides differ, the narrower access applies.',
        other:
          'All {{count}} API keys of this vault are kept and sent, even those that the endpoint no longer has. Where both sides differ, the narrower access applies.',
      },
      go: 'Compare',
    },
    remove: {
      message: {
        one: 'Delete one API key here, too?',
        other: 'Delete {{count}} API keys here, too?',
      },
      detail: {
        one: 'The endpoint reports that it was deleted. It is removed from this vault.',
        other: 'The endpoint reports that they were deleted. They are removed from this vault.',
      },
      go: 'Delete here',
    },
    send: {
      message: {
        one: 'Send one API key to the endpoint again?',
        other: 'Send {{count}} API keys to the endpoint again?',
      },
      detail: {
        one: 'It was deleted there. Afterwards the endpoint accepts it again.',
        other: 'They were deleted there. Afterwards the endpoint accepts them again.',
      },
      go: 'Send again',
    },
  },
  compareNothing: {
    message: 'Compare both sides from the start?',
    detail: 'This vault has no API keys. The endpoint’s API keys are added to it.',
    go: 'Compare',
  },
  take: {
    message: {
      one: 'Restore the API key “{{name}}”, which was deleted here?',
      other: 'Restore {{count}} API keys that were deleted here?',
    },
    detail: {
      one: 'It returns to this vault as it is at the endpoint. At the last sync, the endpoint had it with:',
      other:
        'They return to this vault as they are at the endpoint. At the last sync, the endpoint had them with:',
    },
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
    message: {
      one: 'Give the API key “{{name}}” more access with this import?',
      other: 'Give {{count}} API keys more access with this import?',
    },
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
    detail: {
      one: 'It then stays open for {{count}} minute while the computer is not used.',
      other: 'It then stays open for {{count}} minutes while the computer is not used.',
    },
    go: 'Lock later',
  },
  capture: {
    message: 'Let screen captures show this window?',
    detail: 'Programs that record or share the screen can then show your API keys.',
    go: 'Allow captures',
  },
} as const;
