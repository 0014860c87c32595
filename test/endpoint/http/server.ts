import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { FaultPlan } from '../faults/fault-plan';
import { WIRE_FAULTS } from '../faults/wire-faults';
import type { Answer } from '../protocol/call';
import { ERRNO, KintoError } from '../protocol/kinto-error';
import { refusal, type Service } from '../protocol/service';
import type { Certificate } from './certificate';
import type { Recorder, RecordedRequest } from './recorder';
import { headersOf, toCall } from './to-call';

/** Larger than any batch of 25 records with the longest fields. */
const BODY_LIMIT = 4 * 1024 * 1024;

const EXPOSED =
  'Backoff, Retry-After, Alert, Content-Length, ETag, Next-Page, Total-Objects, Total-Records, Last-Modified';

/** Transports calls and answers over HTTP. The service interprets them. */
export function buildServer(parts: {
  service: Service;
  recorder: Recorder;
  faults: FaultPlan;
  certificate: Certificate | null;
}): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    ...(parts.certificate ? { https: parts.certificate } : {}),
  }) as FastifyInstance;
  const recorded = new WeakMap<object, RecordedRequest>();
  parts.recorder.listenTo(app.server, parts.certificate !== null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    try {
      return done(null, JSON.parse(String(text)));
    } catch {
      return done(new KintoError(400, ERRNO.badJson, 'body: Invalid JSON'));
    }
  });
  app.addHook('onRequest', async (request) => {
    const entry: RecordedRequest = {
      method: request.method,
      url: request.url,
      headers: headersOf(request),
      body: '',
      status: null,
    };
    recorded.set(request, entry);
    parts.recorder.requests.push(entry);
  });
  app.addHook('preHandler', async (request) => {
    const entry = recorded.get(request);
    if (entry && request.body !== undefined) entry.body = JSON.stringify(request.body);
  });
  app.addHook('onResponse', async (request, reply) => {
    const entry = recorded.get(request);
    if (entry) entry.status = reply.statusCode;
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => send(reply, refused(error)));
  app.all('/*', async (request, reply) => {
    const call = toCall(request);
    const strike = parts.faults.strike(WIRE_FAULTS, call);
    if (!strike) return send(reply, parts.service.answer(call));
    reply.hijack();
    await WIRE_FAULTS[strike.name]({
      response: reply.raw,
      options: strike.options,
      perform: () => parts.service.answer(call),
    });
    return reply;
  });
  return app;
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  void reply.code(status).headers({ 'Access-Control-Expose-Headers': EXPOSED, ...headers });
  if (body === undefined) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** Fastify's own refusals, in Kinto's form. */
function refused(error: FastifyError | KintoError): Answer {
  if (error instanceof KintoError) return refusal(error);
  const { statusCode = 500 } = error;
  if (statusCode === 413) {
    return refusal(new KintoError(413, ERRNO.requestTooLarge, 'The request body is too large.'));
  }
  const errno = statusCode < 500 ? ERRNO.invalidParameters : ERRNO.undefined;
  return refusal(new KintoError(statusCode, errno, error.message));
}
