import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiHosts, makeCertificate } from './tls.ts';

/** One request that reached one of the API's hosts. */
export interface ApiCall {
  /** Milliseconds since the epoch. */
  at: number;
  host: string;
  method: string;
  /** With the query string. */
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON; null where there is none, or where it was never read. */
  body: unknown;
}

/** What goes wrong with one API call. Fields combine: `{ delayMs: 500, status: 503, body: 'busy' }`. */
export interface Fault {
  /** Only a call whose path holds this text. */
  path?: string;
  /** To how many calls it happens; 1 when left out. */
  times?: number;
  delayMs?: number;
  /** Answers with this instead of asking `answer`; 200 where only a body is given. */
  status?: number;
  body?: string;
  contentType?: string;
  headers?: Record<string, string>;
  /**
   * Breaks the connection: `before` the request's body is read, `after` it was read, `unanswered` when the API has done its work, or
   * `during` the reply, half of it sent.
   */
  destroy?: 'before' | 'after' | 'unanswered' | 'during';
  /** Reads the request and never answers. */
  silent?: boolean;
  /** Sends the reply in pieces. */
  trickle?: { bytes: number; everyMs: number };
}

/** A barrier on API calls, to do something while a call is in flight. */
export interface Gate {
  /** The first call that is held. */
  arrived: Promise<ApiCall>;
  /** Resolves when the caller of a held call is gone before it was answered. */
  dropped: Promise<void>;
  /** Lets all held calls go on, and holds no more. */
  release(): void;
}

/** A web-standard request handler that plays the API. */
type Answer = (request: Request) => Promise<Response> | Response;

/** A page as its markup, or with what the server says beside it. */
type ServedPage = string | { status?: number; headers?: Record<string, string>; body?: string; silent?: boolean };

export interface ServerOptions {
  answer: Answer;
  /** Pages by host and path: `{ 'forbes.com/some/article': '<!doctype html>…' }`. Every other address gets an article. */
  pages?: Record<string, ServedPage>;
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;

const rightAccount = { login: 'user@example.com', password: 'right-password' };

const unauthorized = {
  version: '0.1.20261103',
  status_code: 40100,
  status_message: 'You are not authorized to access this resource. See your login details here: https://app.dataforseo.com/api-dashboard .',
  time: '0 sec.',
  cost: 0,
  tasks_count: 0,
  tasks_error: 0,
  tasks: null,
};

/**
 * Starts one https server on 127.0.0.1 that plays the API (for the API's hosts) and the web (for all others). The browser's resolver
 * leads the names here, so the extension under test is the one that ships.
 */
export async function startServer({ answer, pages = {} }: ServerOptions) {
  const { key, cert, spki } = await makeCertificate();
  const sockets = new Set<Duplex>();
  const gates = new Set<HeldGate>();
  const closing = new AbortController();
  let unanswered = new Set<ServerResponse>();

  const state = {
    /** The handler behind the API's hosts. May be replaced; reset() puts the first one back. */
    answer,
    /** Pages by host and path. */
    pages: { ...pages },
    /** The login that the API accepts. */
    account: { ...rightAccount },
    /** The API calls so far, in the order of their arrival. */
    calls: [] as ApiCall[],
    /** The pages that were looked at, in their order. */
    visits: [] as { address: string; at: number }[],
    /** What will go wrong: the first one that fits the next API call is taken. */
    faults: [] as Fault[],
    /** What `answer` threw: a bug of the tests' own, never a part of one. */
    errors: [] as unknown[],
    /**
     * Whether API connections are used again. Off, because Chromium resends a request by itself, a POST too, when a connection it has
     * used before breaks ahead of the reply: a test that counts calls would see one more than the extension made.
     */
    keepAlive: false,
  };

  const server = createServer({ key, cert }, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!apiHosts.includes(host)) servePage(host, request, response);
    else {
      playApi(host, request, response).catch((error: unknown) => {
        if (closing.signal.aborted || request.destroyed) return;
        state.errors.push(error);
        console.error('The test server failed:', error);
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(String(error));
      });
    }
  });
  server.keepAliveTimeout = 0; // a kept connection that we close just as it is used again would look like a fault
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a browser that is killed resets its connections
  });
  server.on('tlsClientError', () => {});

  function servePage(host: string, request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'https://page.test');
    const page = state.pages[host + pathname];
    if (page === undefined && /\.\w+$/.test(pathname) && !/\.html?$/.test(pathname)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    state.visits.push({ address: host + pathname, at: Date.now() });
    if (typeof page === 'object' && page.silent) {
      unanswered.add(response);
      return;
    }
    const { status = 200, headers = {}, body = '' } = typeof page === 'object' ? page : { body: page ?? article(host) };
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  }

  async function playApi(host: string, request: IncomingMessage, response: ServerResponse) {
    const call: ApiCall = {
      at: Date.now(),
      host,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: null,
    };
    const fault = takeFault(call.path);
    if (fault?.destroy === 'before') {
      state.calls.push(call);
      request.socket.destroy();
      return;
    }
    const text = await textOf(request);
    call.body = parsed(text);
    state.calls.push(call);

    for (const gate of gates) if (call.path.includes(gate.path)) await gate.holds(call, response);
    if (fault?.delayMs) await sleep(fault.delayMs, undefined, { signal: closing.signal });
    if (response.destroyed) return;
    if (fault?.destroy === 'after') {
      request.socket.destroy();
      return;
    }
    if (fault?.silent) {
      unanswered.add(response);
      return;
    }
    const reply = await replyTo(call, text, fault, response);
    if (fault?.destroy === 'unanswered') request.socket.destroy();
    else await send(reply, response, fault);
  }

  function takeFault(path: string): Fault | undefined {
    const at = state.faults.findIndex((fault) => path.includes(fault.path ?? ''));
    const fault = state.faults[at];
    if (!fault) return undefined;
    const left = (fault.times ?? 1) - 1;
    if (left > 0) state.faults[at] = { ...fault, times: left };
    else state.faults.splice(at, 1);
    return fault;
  }

  async function replyTo(call: ApiCall, text: string, fault: Fault | undefined, response: ServerResponse): Promise<Response> {
    if (fault?.status !== undefined || fault?.body !== undefined) {
      const status = fault.status ?? 200;
      const body = status === 204 || status === 304 ? null : (fault.body ?? '');
      return new Response(body, { status, headers: { 'content-type': fault.contentType ?? 'application/json', ...fault.headers } });
    }
    const { login, password } = state.account;
    if (call.headers.authorization !== `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`) {
      return Response.json(unauthorized, { status: 401, headers: { 'www-authenticate': 'Basic realm="API"' } });
    }
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const hasBody = call.method !== 'GET' && call.method !== 'HEAD';
    const { host, path, method, headers } = call;
    return state.answer(new Request(`https://${host}${path}`, { method, headers, body: hasBody ? text : undefined, signal: gone.signal }));
  }

  async function send(reply: Response, response: ServerResponse, fault: Fault | undefined) {
    const bytes = Buffer.from(await reply.arrayBuffer());
    if (response.destroyed) return;
    const connection = state.keepAlive ? {} : { connection: 'close' };
    response.writeHead(reply.status, { ...Object.fromEntries(reply.headers), ...connection, 'content-length': bytes.length });
    const end = fault?.destroy === 'during' ? Math.floor(bytes.length / 2) : bytes.length;
    const { bytes: step, everyMs } = fault?.trickle ?? { bytes: Math.max(end, 1), everyMs: 0 };
    for (let at = 0; at < end && !response.destroyed; at += step) {
      if (at > 0) await sleep(everyMs, undefined, { signal: closing.signal });
      response.write(bytes.subarray(at, Math.min(at + step, end)));
    }
    if (fault?.destroy === 'during') {
      // What is written must leave before the connection breaks, or the browser sees no reply at all.
      await sleep(50, undefined, { signal: closing.signal });
      response.destroy();
    } else response.end();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    spki,

    /** Holds the API calls whose path holds `path`, from now until the gate's release. */
    hold(path = ''): Gate {
      const gate = new HeldGate(path, () => gates.delete(gate));
      gates.add(gate);
      return gate;
    },

    /** Back to how it started: no calls, faults, gates, or changed account, pages and answer. */
    reset() {
      for (const gate of gates) gate.release();
      for (const response of unanswered) response.destroy();
      unanswered = new Set();
      Object.assign(state, {
        answer,
        pages: { ...pages },
        account: { ...rightAccount },
        calls: [],
        visits: [],
        faults: [],
        errors: [],
        keepAlive: false,
      });
    },

    /** Ends at once, whatever is in flight. */
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}

class HeldGate implements Gate {
  readonly path: string;
  private readonly first = Promise.withResolvers<ApiCall>();
  private readonly gone = Promise.withResolvers<void>();
  private readonly open = Promise.withResolvers<void>();
  private readonly onRelease: () => void;
  readonly arrived = this.first.promise;
  readonly dropped = this.gone.promise;

  constructor(path: string, onRelease: () => void) {
    this.path = path;
    this.onRelease = onRelease;
  }

  async holds(call: ApiCall, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableFinished) this.gone.resolve();
    });
    this.first.resolve(call);
    await this.open.promise;
  }

  release(): void {
    this.onRelease();
    this.open.resolve();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A page such as one reads, with links of every kind. */
function article(host: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>How small publishers earn their links | ${host}</title>
  <link rel="canonical" href="https://${host}/articles/how-small-publishers-earn-their-links">
  <style>body { font: 16px/1.6 Georgia, serif; margin: 0 auto; max-width: 42rem; padding: 1rem }</style>
</head>
<body>
  <header>
    <a href="/">${host}</a>
    <nav><a href="/news">News</a> <a href="/money">Money</a> <a href="https://www.${host}/about">About</a></nav>
  </header>
  <main>
    <article>
      <h1>How small publishers earn their links</h1>
      <p>By <a rel="author" href="/authors/jane-doe">Jane Doe</a>, <time datetime="2026-10-12">12 October 2026</time></p>
      <p>A link is a vote, <a id="verge" href="https://www.theverge.com/2026/10/1/search-and-the-web">The Verge wrote</a>, and some votes
        weigh more than others. <a id="study" href="https://research.example.org/papers/links.pdf">One study</a> counted them.</p>
      <p>The bookshop <a id="idn" href="https://bücher.de/neu?seite=2#top">bücher.de</a> was cited by
        <a id="blog" href="https://alice.github.io/blog/">a blog</a>, <a id="co-uk" href="https://news.bbc.co.uk/business">the BBC</a> and
        <a id="plain" href="http://old.example.com:8080/index.html">an old site</a> that nobody has updated since 2009.</p>
      <p><a id="nofollow" rel="nofollow ugc" href="https://forum.example.com/t/42">A forum</a> disagreed;
        <a id="sponsored" rel="sponsored" href="https://shop.example.com/?ref=${host}">a shop</a> paid to be mentioned.</p>
      <p>Write to <a id="mail" href="mailto:desk@${host}">the desk</a>, or call <a href="tel:+15550100">+1 555 0100</a>.</p>
    </article>
  </main>
  <footer><a href="/privacy">Privacy</a> <a href="https://example.com/">A partner</a></footer>
</body>
</html>
`;
}
