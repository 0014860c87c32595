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
    secret: 'another secret opens it',
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
      'API keys become what they were when it was made. Some may be active again, or have more permissions. What is here now is kept first.',
    go: 'Restore',
  },
  older: {
    state: {
      message: 'Go on with this older state?',
      detail:
        'If you go on, the vault can be changed, and this computer expects this state. The activity records that you went on with it.',
      go: 'Go on with it',
    },
    lost: 'What was done after entry {{newest}} of the activity is not in it.',
    ways: {
      message: 'Go on with the older ways in?',
      detail:
        'The passphrase, the recovery code and the keychain of that time open the vault if you go on. The activity records that you went on with them.',
      go: 'Go on with them',
    },
    unknown: {
      message: 'Go on although newer entries may be missing?',
      detail:
        'If you go on, this computer expects entry {{newest}} to be the newest one, and no longer tells that any could be missing. The activity records that you went on.',
      go: 'Go on',
    },
  },
  forget: {
    message: 'Forget this endpoint?',
    detail:
      'Sync is turned off and the sign-in is erased. Every API key stays here, and nothing is deleted there: the endpoint goes on accepting what it has.',
    unsent: {
      one: '{{count}} change is not sent, and never will be: the endpoint goes on accepting that key as it was. Sync first, or make the change there too.',
      other:
        '{{count}} changes are not sent, and never will be: the endpoint goes on accepting those keys as they were. Sync first, or make the changes there too.',
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
        one: 'The API key of this vault stays and is sent, even if the endpoint no longer has it. Where both sides differ, the narrower access counts.',
        other:
          'All {{count}} API keys of this vault stay and are sent, also those that the endpoint no longer has. Where both sides differ, the narrower access counts.',
      },
      go: 'Compare',
    },
    remove: {
      message: {
        one: 'Delete one API key here, too?',
        other: 'Delete {{count}} API keys here, too?',
      },
      detail: {
        one: 'The endpoint says that it was deleted. It leaves this vault.',
        other: 'The endpoint says that they were deleted. They leave this vault.',
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
    detail: 'This vault has no API keys. Those that the endpoint has come here.',
    go: 'Compare',
  },
  take: {
    message: {
      one: 'Take over the API key “{{name}}”, which was deleted here?',
      other: 'Take over {{count}} API keys that were deleted here?',
    },
    detail: {
      one: 'It comes back to this vault as it is at the endpoint. At the last sync it was there with:',
      other:
        'They come back to this vault as they are at the endpoint. At the last sync they were there with:',
    },
    inactive: 'it is inactive',
    unknown: 'access that an earlier version of the app did not note',
    go: 'Take over',
  },
  overwrite: {
    message: 'Overwrite what is at the endpoint?',
    detail:
      '“{{name}}” is sent as it is here, and takes the place of what cannot be read. What others changed there is lost, and it may have given less access.',
    go: 'Overwrite',
  },
  imported: {
    message: {
      one: 'Give the API key “{{name}}” more access by the import?',
      other: 'Give {{count}} API keys more access by the import?',
    },
    detail: 'With what the file says:',
    back: 'it was deleted here, and comes back',
    earlierSecret: 'a secret that was replaced here opens it again',
    go: 'Give more access',
  },
  install: {
    message: 'Install the update, and start the app again?',
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
    detail: 'Programs that share or record the screen then show your API keys, too.',
    go: 'Allow captures',
  },
} as const;
