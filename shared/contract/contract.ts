import type { z } from 'zod';
import type { RequestName } from './channels';
import { activityRequests } from './activity';
import { appRequests } from './app';
import { keyRequests } from './keys';
import { preferenceRequests } from './preferences';
import { reminderRequests } from './reminders';
import { reportRequests } from './reports';
import { ruleRequests } from './rules';
import type { Requests } from './schemas';
import { syncRequests } from './sync';
import { copyRequests, importRequests } from './transfer';
import { updateRequests } from './updates';
import { vaultRequests } from './vault';

/**
 * The contract between window and main process: the input and output of each request. Inputs are
 * validated on arrival; outputs are typed from here on both sides.
 */
export const contract = {
  ...vaultRequests,
  ...copyRequests,
  ...importRequests,
  ...keyRequests,
  ...syncRequests,
  ...ruleRequests,
  ...reminderRequests,
  ...reportRequests,
  ...activityRequests,
  ...preferenceRequests,
  ...updateRequests,
  ...appRequests,
} as const satisfies Requests & Record<RequestName, unknown>;

export type Input<N extends RequestName> = z.infer<(typeof contract)[N]['input']>;
export type Output<N extends RequestName> = z.infer<(typeof contract)[N]['output']>;
