import { createSample } from '../../lib/sample/index.ts';
import type { TestServer } from '../server/server.ts';

/** What the test server charged, as DataForSEO’s own books have it. */

export type Listed = { id: string; url: string; cost: number; at: number; metadata: Record<string, unknown> };

/** Lets the server remember what it charged, and tell it by its list of past calls. */
export function keepBooks(server: TestServer): Listed[] {
  const sample = createSample();
  const booked: Listed[] = [];
  server.answer = async (request) => {
    const [task = {}] = request.method === 'POST' ? ((await request.clone().json()) as Record<string, unknown>[]) : [];
    const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
    if (request.url.endsWith('/id_list')) {
      const result = booked.map(({ at, ...row }) => ({ ...row, status: 'Ok.', datetime_posted: written(at), datetime_done: written(at) }));
      return Response.json({ status_code: 20000, tasks: [{ status_code: 20000, cost: 0, result }] });
    }
    const reply = await sample(request);
    const body = (await reply.clone().json()) as { tasks?: { cost: number }[] };
    const cost = body.tasks?.[0]?.cost ?? 0;
    if (cost > 0) booked.push({ id: String(booked.length), url: request.url, cost, at: Date.now(), metadata: task });
    return reply;
  };
  return booked;
}

/** What was charged in all, in US dollars. */
export const sumOf = (booked: readonly Listed[]): number => Math.round(booked.reduce((sum, { cost }) => sum + cost, 0) * 1e6) / 1e6;
