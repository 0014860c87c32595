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
    others: 'and {{count}} more API keys',
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
      'API keys become what they were when it was made. Some may be active again, or have more permissions.',
    go: 'Restore',
  },
  older: {
    message: 'Go on with this older state?',
    detail: 'From then on the vault can be changed, and this computer expects this state.',
    go: 'Go on',
  },
  forget: {
    message: 'Leave the endpoint?',
    detail: 'Changes made here no longer reach it: it goes on accepting what it has.',
    go: 'Leave the endpoint',
  },
  answer: {
    compare: {
      message: 'Compare both sides from the start?',
      detail: 'What the endpoint has is compared with this vault as if they had never met.',
      go: 'Compare',
    },
    remove: {
      message: 'Delete these API keys here, too?',
      detail: 'The endpoint no longer has them. They leave this vault.',
      go: 'Delete here',
    },
    send: {
      message: 'Send these API keys to the endpoint again?',
      detail: 'The endpoint has deleted them. It accepts them again afterwards.',
      go: 'Send again',
    },
  },
  take: {
    message: {
      one: 'Take over an API key that was deleted here?',
      other: 'Take over {{count}} API keys that were deleted here?',
    },
    detail: 'They are in this vault again, as they are at the endpoint.',
    go: 'Take over',
  },
  overwrite: {
    message: 'Overwrite what the endpoint has?',
    detail: 'What is there cannot be read. It is replaced by the API key of this vault.',
    go: 'Overwrite',
  },
  imported: {
    message: {
      one: 'Give one API key more access by the import?',
      other: 'Give {{count}} API keys more access by the import?',
    },
    detail: 'The file says more for them than this vault does. The review shows what.',
    go: 'Import',
  },
  install: {
    message: 'Install the update, and start the app again?',
    detail: 'The vault is locked first.',
    go: 'Install',
  },
  lockLater: {
    message: 'Lock the vault later?',
    detail: {
      one: 'It then stays open for {{count}} minute without anybody at the computer.',
      other: 'It then stays open for {{count}} minutes without anybody at the computer.',
    },
    go: 'Lock later',
  },
  capture: {
    message: 'Let screen captures show this window?',
    detail: 'Programs that share or record the screen then show your API keys, too.',
    go: 'Let them',
  },
} as const;
