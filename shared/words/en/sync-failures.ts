import type { FailureCode } from '../../lib/failure';

const safe = 'Your local data is safe.';
/** Also shown where sync is paused or not set up, so it does not promise a retry. */
const later = 'Wait a few minutes, then try again.';

type EndpointCode = Extract<FailureCode, `endpoint-${string}` | `sync-${string}`>;

/** What can go wrong between this computer and the endpoint. */
export const endpointFailureWords = {
  'endpoint-address': {
    title: 'The address cannot be used',
    sentence: 'It is not the address of a collection.',
    wayOut: 'Compare it with the address that your Ownchat server shows.',
  },
  'endpoint-unreachable': {
    title: 'The endpoint cannot be reached',
    sentence: `It did not respond. ${safe}`,
    wayOut: later,
  },
  'endpoint-certificate': {
    title: 'The connection is not secure',
    sentence: 'The endpoint’s identity could not be verified, so nothing was sent.',
    wayOut: 'Ask the endpoint’s administrator to correct its certificate.',
  },
  'endpoint-not-understood': {
    title: 'The response was not understood',
    sentence: `It is not a response from an Ownchat endpoint. ${safe}`,
    wayOut: later,
  },
  'endpoint-too-much': {
    title: 'The endpoint sent too much',
    sentence: `Its response exceeds the size limit, so it was not read to the end. ${safe}`,
    wayOut: 'Check that the address is correct, then sync again.',
  },
  'endpoint-redirects': {
    title: 'The endpoint redirects to another address',
    sentence:
      'It redirects to {{to}}. The app does not follow redirects, so that your sign-in is sent only to the address you entered.',
    wayOut: 'If the endpoint has moved, enter its new address.',
  },
  'endpoint-sign-in': {
    title: 'Sign-in failed',
    sentence: 'The endpoint did not accept the access token, or the user name and password.',
    wayOut: 'Enter them again. They may have been changed or revoked.',
  },
  'endpoint-forbidden': {
    title: 'The endpoint denied permission',
    sentence:
      'Your sign-in is valid, but you cannot write to this collection. Some servers also respond this way when the bucket does not exist.',
    wayOut:
      'Ask the endpoint’s administrator for permission to read and write, and whether the bucket in the address exists.',
  },
  'endpoint-not-found': {
    title: 'The collection was not found',
    sentence: `The server responds, but the bucket or the collection in this address does not exist. ${safe}`,
    wayOut:
      'Compare the address with the one that your Ownchat server shows, or ask its administrator.',
  },
  'endpoint-busy': {
    title: 'The endpoint is busy',
    sentence: `It asked the app to wait before the next request. ${safe}`,
    wayOut: later,
  },
  'endpoint-error': {
    title: 'The endpoint has a problem',
    sentence: `It responded with status {{status}}. ${safe}`,
    saying: `It responded with status {{status}} and the message “{{message}}”. ${safe}`,
    wayOut: later,
  },
  'endpoint-contended': {
    title: 'Someone else is changing the same API keys',
    sentence:
      'Their changes reached the endpoint first at every attempt. Your changes are kept here.',
    wayOut: later,
  },
  'endpoint-replaced': {
    title: 'The endpoint was reset or replaced',
    sentence: `It reports that its earlier data is gone. ${safe}`,
    saying: `It reports that its earlier data is gone: {{message}} ${safe}`,
    wayOut: 'Open the Sync page and choose what to do.',
  },
  'endpoint-cannot-verify': {
    title: 'The endpoint cannot test API keys',
    sentence: 'It does not support testing API keys.',
    wayOut: 'Try the API key with the integration that uses it.',
  },
  'sync-not-set-up': {
    title: 'Sync is not set up',
    sentence: 'This vault is not connected to an endpoint.',
    wayOut: 'Connect it on the Sync page.',
  },
  'sync-waits-for-you': {
    title: 'Sync needs a decision',
    sentence: 'The data at the endpoint changed in a way that you have to review.',
    wayOut: 'Decide on the Sync page first.',
  },
  'sync-cancelled': {
    title: 'Sync was stopped',
    sentence: 'Changes that were already received and sent are kept.',
    wayOut: 'Sync continues with your next change, or when you choose Sync now.',
  },
} as const satisfies Record<
  EndpointCode,
  { title: string; sentence: string; wayOut: string; saying?: string }
>;

/** What is said in place of the general words, by what the problem was. */
export const endpointProblemWords = {
  elsewhere: 'another address',
  'not-an-address': {
    sentence: 'This is not a valid address.',
    wayOut: 'Enter an address like https://host/v1/buckets/ownchat/collections/api-keys.',
  },
  'not-https': {
    sentence: 'Without HTTPS, others on the network could read and change the data.',
    wayOut: 'Use an address that begins with https://.',
  },
  'not-a-collection': {
    sentence: 'The address must point to a collection.',
    wayOut: 'It ends with /v1/buckets/…/collections/….',
  },
  'holds-credentials': {
    sentence: 'A password in an address is easily shown or logged.',
    wayOut: 'Remove the password from the address and enter it in its own field.',
  },
  'no-name': {
    sentence: `No server with this name was found. ${safe}`,
    wayOut: 'Check the address and your connection.',
  },
  refused: {
    sentence: `The server refused the connection: it may not be running. ${safe}`,
    wayOut: later,
  },
  interrupted: {
    sentence: `The connection was interrupted, and incomplete data was discarded. ${safe}`,
    wayOut: later,
  },
  'too-slow': {
    sentence: `The server took too long to respond. ${safe}`,
    wayOut: later,
  },
  offline: {
    sentence: 'This computer is offline. You can keep working; your changes are kept here.',
    wayOut: 'Try again when you are online.',
  },
  proxy: {
    sentence: 'This computer’s proxy did not allow the connection.',
    wayOut: 'Check the proxy settings of your system.',
  },
  'no-answer': {
    sentence: `The connection failed. ${safe}`,
    wayOut: later,
  },
  untrusted: {
    sentence:
      'The certificate is not from a trusted authority. Someone may be intercepting the connection, so nothing was sent.',
    wayOut:
      'Ask the endpoint’s administrator. If the endpoint uses its own authority, add that authority to your system’s certificates.',
  },
  'out-of-date': {
    sentence: 'The endpoint’s certificate has expired or is not valid yet. Nothing was sent.',
    wayOut:
      'Check this computer’s clock, and ask the endpoint’s administrator to renew the certificate.',
  },
  'wrong-name': {
    sentence: 'The certificate was issued for a different name. Nothing was sent.',
    wayOut: 'Check the address. If it is correct, ask the endpoint’s administrator.',
  },
  'not-secure': {
    sentence: 'No secure connection could be established. Nothing was sent.',
    wayOut: 'Check the address. If it is correct, ask the endpoint’s administrator.',
  },
  'web-page': {
    sentence: `The response is a web page. Networks in hotels and trains do this until you sign in. ${safe}`,
    wayOut: 'Sign in to the network in a browser, then sync again.',
  },
  'cut-short': {
    sentence: `The response was incomplete, so it was discarded. ${safe}`,
    wayOut: later,
  },
  unexpected: {
    sentence: `The response is not from an Ownchat endpoint. ${safe}`,
    wayOut: 'Check that the address is correct.',
  },
} as const;
