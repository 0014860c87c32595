/** Put in by electron.vite.config.ts. */

/** By whose signature updates are accepted: Ed25519, DER in base64; empty in a build that looks for none. */
declare const __OWNCHAT_UPDATE_KEY__: string;

declare module 'virtual:licences' {
  import type { Licence } from '../shared/app/app-command';

  export const licences: readonly Licence[];
}
