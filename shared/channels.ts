/**
 * The names of all requests a window may send, and of all events it may hear. This is all the preload
 * script knows of the contract, so that it stays small and free of schemas.
 */
export const REQUESTS = [
  'vault:state',
  'vault:create',
  'vault:confirm-recovery-code',
  'vault:unlock',
  'vault:lock',
  'vault:show-files',
  'vault:merge',
  'recovery:look',
  'recovery:find',
  'recovery:use',
  'recovery:forget',
  'recovery:save-files',
  'recovery:repair',
  'keys:newest',
  'keys:list',
  'keys:create',
  'keys:update',
  'keys:set-enabled',
  'keys:delete',
  'keys:rotate',
  'secrets:reveal',
  'secrets:copy',
  'secrets:conceal',
  'secrets:test',
  'sync:state',
  'sync:test',
  'sync:connect',
  'sync:preview',
  'sync:begin',
  'sync:now',
  'sync:cancel',
  'sync:set-paused',
  'sync:forget',
  'sync:answer',
  'sync:decide',
  'sync:dismiss-notices',
  'preferences:get',
  'preferences:set',
  'app:set-unsaved',
  'app:quit',
] as const;

export const EVENTS = [
  'vault:changed',
  'keys:changed',
  'clipboard:changed',
  'sync:changed',
  'app:close-requested',
] as const;

export type RequestName = (typeof REQUESTS)[number];
export type EventName = (typeof EVENTS)[number];
