import type { FailureCode } from '../../lib/failure';

const safe = 'Nothing here is lost.';
/** Also said where sync is paused or not set up: when it goes on by itself stands elsewhere. */
const later = 'Wait a while, then try again.';

type EndpointCode = Extract<FailureCode, `endpoint-${string}` | `sync-${string}`>;

/** What can go wrong between this computer and the endpoint. */
export const endpointFailureWords = {
  'endpoint-address': {
    title: 'That address cannot be used',
    sentence: 'It is not the address of a collection.',
    wayOut: 'Compare it with what your Ownchat server shows.',
  },
  'endpoint-unreachable': {
    title: 'The endpoint cannot be reached',
    sentence: `It did not answer. ${safe}`,
    wayOut: later,
  },
  'endpoint-certificate': {
    title: 'The connection is not safe',
    sentence: 'The endpoint could not show that it is the one you mean, so nothing was sent.',
    wayOut: 'Ask whoever runs the endpoint to correct its certificate.',
  },
  'endpoint-not-understood': {
    title: 'The answer was not understood',
    sentence: `It is not what an Ownchat endpoint answers. ${safe}`,
    wayOut: later,
  },
  'endpoint-too-much': {
    title: 'The endpoint sent too much',
    sentence: `Its answer was larger than any answer should be, so it was not read to the end. ${safe}`,
    wayOut: 'Check that the address is the right one, then sync again.',
  },
  'endpoint-redirects': {
    title: 'The endpoint sends the app elsewhere',
    sentence:
      'It points to {{to}}. The app does not follow, so that your access stays with the address you entered.',
    wayOut: 'If the endpoint has moved, enter its new address.',
  },
  'endpoint-sign-in': {
    title: 'The endpoint does not know you',
    sentence: 'It did not accept the access token, or the user name and password.',
    wayOut: 'Enter them again. They may have been changed or withdrawn.',
  },
  'endpoint-forbidden': {
    title: 'You may not do this there',
    sentence:
      'The endpoint knows you, but does not let you write to this collection. Some servers also say so when there is no such bucket.',
    wayOut:
      'Ask whoever runs the endpoint for permission to read and write, and whether the bucket in the address is there.',
  },
  'endpoint-not-found': {
    title: 'There is no such collection',
    sentence: `The server is there, but has nothing under this address: the bucket or the collection has yet to be made, or is called something else. ${safe}`,
    wayOut: 'Compare the address with what your Ownchat server shows, or ask whoever runs it.',
  },
  'endpoint-busy': {
    title: 'The endpoint is busy',
    sentence: `It asked to be left alone for a while. ${safe}`,
    wayOut: later,
  },
  'endpoint-error': {
    title: 'The endpoint has a problem',
    sentence: `It answered with status {{status}}. ${safe}`,
    saying: `It answered with status {{status}}, and says “{{message}}”. ${safe}`,
    wayOut: later,
  },
  'endpoint-contended': {
    title: 'Somebody else is changing the same keys',
    sentence: 'Each time your changes were sent, theirs had arrived first. Nothing is lost.',
    wayOut: later,
  },
  'endpoint-replaced': {
    title: 'This is not the endpoint it was',
    sentence: `It says that what was there is gone. ${safe}`,
    saying: `It says that what was there is gone: {{message}} ${safe}`,
    wayOut: 'Open the Sync page and choose what to do.',
  },
  'endpoint-cannot-verify': {
    title: 'The endpoint does not test keys',
    sentence: 'It does not offer to say whether it accepts an API key.',
    wayOut: 'Try the API key with the integration that uses it.',
  },
  'sync-not-set-up': {
    title: 'Sync is not set up',
    sentence: 'This vault is not connected to an endpoint.',
    wayOut: 'Connect it on the Sync page.',
  },
  'sync-waits-for-you': {
    title: 'Sync waits for you',
    sentence: 'The endpoint has changed in a way that only you can judge.',
    wayOut: 'Choose what to do first.',
  },
  'sync-cancelled': {
    title: 'Sync was stopped',
    sentence: 'What had been taken over and sent until then stays. Nothing is half done.',
    wayOut: 'It goes on with your next change, or when you choose Sync now.',
  },
} as const satisfies Record<
  EndpointCode,
  { title: string; sentence: string; wayOut: string; saying?: string }
>;

/** What is said in place of the general words, by what the problem was. */
export const endpointProblemWords = {
  elsewhere: 'another address',
  'not-an-address': {
    sentence: 'This is not an address.',
    wayOut: 'It looks like https://host/v1/buckets/ownchat/collections/api-keys.',
  },
  'not-https': {
    sentence: 'Without HTTPS anybody on the way could read and change what is sent.',
    wayOut: 'Use an address that begins with https://.',
  },
  'not-a-collection': {
    sentence: 'The address must lead to a collection.',
    wayOut: 'It ends with /v1/buckets/…/collections/….',
  },
  'holds-credentials': {
    sentence: 'An address with a password in it is easily shown or logged.',
    wayOut: 'Enter the address without it, and the password in its own field.',
  },
  'no-name': {
    sentence: `No server of this name was found. ${safe}`,
    wayOut: 'Check the address and your connection.',
  },
  refused: {
    sentence: `The server refused the connection: it may not be running. ${safe}`,
    wayOut: later,
  },
  interrupted: {
    sentence: `The connection broke in the middle. Whatever was not finished was not taken. ${safe}`,
    wayOut: later,
  },
  'too-slow': {
    sentence: `The answer took too long, so it was not waited for. ${safe}`,
    wayOut: later,
  },
  offline: {
    sentence: 'This computer has no connection. You can go on working; your changes wait.',
    wayOut: 'Try again when the connection is back.',
  },
  proxy: {
    sentence: 'The proxy that this computer uses did not let the connection through.',
    wayOut: 'Check the proxy settings of your system.',
  },
  'no-answer': {
    sentence: `The connection failed. ${safe}`,
    wayOut: later,
  },
  untrusted: {
    sentence:
      'Nobody this computer trusts vouches for the certificate of the endpoint. Somebody may be listening in, so nothing was sent.',
    wayOut:
      'Ask whoever runs the endpoint. If it has its own authority, add that to the certificates of your system.',
  },
  'out-of-date': {
    sentence: 'The certificate of the endpoint has run out, or is not valid yet. Nothing was sent.',
    wayOut: 'Check the clock of this computer, and ask whoever runs the endpoint to renew it.',
  },
  'wrong-name': {
    sentence: 'The certificate belongs to another name than the address. Nothing was sent.',
    wayOut: 'Check the address. If it is right, ask whoever runs the endpoint.',
  },
  'not-secure': {
    sentence: 'No safe connection came about. Nothing was sent.',
    wayOut: 'Check the address. If it is right, ask whoever runs the endpoint.',
  },
  'web-page': {
    sentence: `A web page came back. A network that wants you to sign in first does this, in hotels and trains. ${safe}`,
    wayOut: 'Sign in to the network in a browser, then sync again.',
  },
  'cut-short': {
    sentence: `The answer broke off in the middle, so none of it was taken. ${safe}`,
    wayOut: later,
  },
  unexpected: {
    sentence: `What came back is not what an Ownchat endpoint answers. ${safe}`,
    wayOut: 'Check that the address is the right one.',
  },
} as const;
