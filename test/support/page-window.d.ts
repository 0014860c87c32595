import type { RawBridge } from '../../shared/contract/bridge';

declare global {
  interface Window {
    /** in the window of the app's page, which tests call into */
    readonly ownchat: RawBridge;
  }
}
