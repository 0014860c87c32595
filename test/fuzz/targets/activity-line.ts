import { activityEventSchema } from '../../../electron/vault/format/events';
import {
  chainStart,
  commitEndOf,
  decodeLine,
  encodeLine,
  openLine,
  tagOfLine,
} from '../../../electron/vault/format/activity-line';
import { seal } from '../../../electron/vault/crypto/aead';
import { VaultContent } from '../../../electron/vault/state/vault-content';
import { VAULT_ID, someDataKey } from '../../support/vault-parts';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';

const PLACE = { sequence: 1, previousTag: chainStart(VAULT_ID) };
const dataKey = someDataKey();

/** A line of `activity.jsonl`, and its plaintext. */
export const activityLine: FuzzTarget = {
  name: 'activity-line',
  property:
    'a line is none, or an event that is sealed to the same line but for its nonce, and can be applied',
  words: [
    '{"sequence":1,"commitEnd":1,',
    '"event":"key.created"',
    '"event":"sync.agreed"',
    '"origin":"window"',
  ],
  check(input) {
    const feed = input.indexOf('\n');
    checkLine(feed === -1 ? input : input.subarray(0, feed));
    checkLine(sealedLine(input));
  },
};

function checkLine(line: Buffer): void {
  tagOfLine(line);
  const opened = openLine(line, PLACE, VAULT_ID, dataKey);
  if (opened) commitEndOf(opened.plaintext);
  const decoded = decodeLine(line, PLACE, VAULT_ID, dataKey);
  if (decoded === null) return;
  holds(opened !== null, 'what is decoded was opened');
  const { event } = decoded;
  holds(activityEventSchema.safeParse(event).success, 'an event is one');
  const again = encodeLine(event, PLACE.previousTag, VAULT_ID, dataKey);
  const read = decodeLine(again.line.subarray(0, -1), PLACE, VAULT_ID, dataKey);
  holdsSame(read?.event, event, 'what is read of the event that was read');
  const content = new VaultContent();
  content.apply(event);
  content.toBody();
}

/** A line in the vault's format with this plaintext. */
function sealedLine(plaintext: Buffer): Buffer {
  const context = `ownchat-keys activity ${VAULT_ID} 1 ${PLACE.previousTag}`;
  const sealed = seal(dataKey.for('activity'), plaintext, context);
  return Buffer.from(JSON.stringify({ sequence: 1, ...sealed }));
}
