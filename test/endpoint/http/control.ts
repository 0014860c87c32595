import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type FaultName, type FaultPlan, isFaultName } from '../faults/fault-plan';
import { invalid } from '../protocol/kinto-error';
import type { Recorder } from './recorder';

/** Control of a running endpoint from outside; tests in the same process call it directly. */
export interface Controls {
  faults: FaultPlan;
  recorder: Recorder;
  isAllowed(authorization: string | undefined): boolean;
  suspendFor(ms: number): Promise<void>;
  replaceBucket(): void;
  copy(): void;
  /** @returns false when no copy was made */
  restore(): boolean;
  purge(keep: number): void;
  recordUse(id: string, at: number, hash?: string): void;
}

const faultSchema = z.strictObject({
  fault: z.custom<FaultName>((name) => typeof name === 'string' && isFaultName(name)),
  times: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  skip: z.int().nonnegative().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  retryAfter: z.number().nonnegative().optional(),
  location: z.string().optional(),
  skewMs: z.number().optional(),
  pauseMs: z.number().nonnegative().optional(),
  bytes: z.int().positive().optional(),
});
const suspendSchema = z.strictObject({ ms: z.int().positive().max(600_000) });
const purgeSchema = z.strictObject({ keep: z.int().nonnegative().optional() });
const useSchema = z.strictObject({ id: z.string().min(1), at: z.iso.datetime().optional() });

/**
 * `/__control__/…`, for users with write access: `POST faults` arms one, `DELETE faults` clears
 * them, `POST suspend {ms}` refuses connections for a while, `POST replace` replaces the bucket by
 * an empty one, `POST copy` stores a copy of everything and `POST restore` restores it, `POST purge
 * {keep?}` drops tombstones, `POST use {id, at?}` counts a use of a key, `GET requests` lists the
 * requests.
 */
export function addControlRoutes(app: FastifyInstance, controls: Controls): void {
  app.register(
    async (control) => {
      control.addHook('onRequest', async (request, reply) => {
        if (!controls.isAllowed(request.headers.authorization)) await reply.code(401).send();
      });
      control.post('/faults', async ({ body }) => {
        const { fault, ...options } = parsed(faultSchema, body);
        controls.faults.arm(fault, options);
        return {};
      });
      control.delete('/faults', async () => {
        controls.faults.clear();
        return {};
      });
      control.post('/suspend', async ({ body }, reply) => {
        const { ms } = parsed(suspendSchema, body);
        reply.raw.once('finish', () => void controls.suspendFor(ms));
        return {};
      });
      control.post('/replace', async () => {
        controls.replaceBucket();
        return {};
      });
      control.post('/copy', async () => {
        controls.copy();
        return {};
      });
      control.post('/restore', async () => {
        if (!controls.restore()) throw invalid('body', null, 'No copy was made');
        return {};
      });
      control.post('/purge', async ({ body }) => {
        controls.purge(parsed(purgeSchema, body ?? {}).keep ?? 0);
        return {};
      });
      control.post('/use', async ({ body }) => {
        const { id, at } = parsed(useSchema, body);
        controls.recordUse(id, at === undefined ? Date.now() : Date.parse(at));
        return {};
      });
      control.get('/requests', async () => ({ requests: controls.recorder.requests }));
    },
    { prefix: '/__control__' },
  );
}

function parsed<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid('body', issue?.path.join('.') ?? null, issue?.message ?? 'Invalid');
}
