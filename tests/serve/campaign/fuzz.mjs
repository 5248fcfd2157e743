// Owns the search for a request that the preview cannot bear: as many spoilt requests as one likes against a preview of the sample archive, many
// at once, some half, some slow. Each answer must be one of those that there are; a file must be one of the build's, byte for byte; and at the
// end it answers as at first, in as much memory. node tests/serve/campaign/fuzz.mjs DEPECHE COUNT SEED

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { eventsOf, get, Server } from './preview.mjs';
import { Random, unsound, wellFormed } from './requests.mjs';

// Requests under way at once, and after how many the server is tried by a crowd.
const WORKERS = 48;
const CROWD_AFTER = 250_000;
// How much memory may grow after the warming up, in MiB: allocators keep what many threads let go.
const MOST_GROWTH = 48;
// How long a sound request may wait, in ms, and the head of a request may take to come, as the preview has it.
const PATIENCE = 10_000;
// After how long without a byte more an answer to garbage is over, in ms: it may be a line of events.
const QUIET = 400;

// A word in every file that is nobody's to see.
const SECRET = 'ce-mot-ne-sort-pas';
const STATUSES = new Set([200, 206, 304, 400, 403, 404, 405, 408, 414, 416, 417, 421, 431, 503, 505]);
const OWN = ['client.js', 'worker.js', 'preview.css'].map((name) => `/__depeche/${name}`);
const LAST = 'GET /__depeche/worker.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

const [binary, count, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const repository = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const kept = path.join(repository, 'target/serve-campaign');

class Fault extends Error {}

async function main() {
  const work = mkdtempSync(path.join(tmpdir(), 'depeche-fuzz-'));
  let server;
  try {
    const site = path.join(work, 'site');
    writeSite(site);
    const built = build(site, path.join(work, 'public'));
    server = await Server.depeche(binary, site);
    const known = await learnt(server, built);
    console.log(`${built.size} files, ${known.sound.length} names; ${count} requests, seed ${seed}`);
    await search(server, known);
  } finally {
    await server?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

// The sample archive, and beside its plan what must not be seen.
function writeSite(site) {
  mkdirSync(path.join(site, 'static'), { recursive: true });
  cpSync(path.join(repository, 'content'), path.join(site, 'content'), { recursive: true });
  const config = readFileSync(path.join(repository, 'site.toml'), 'utf8');
  writeFileSync(path.join(site, 'site.toml'), `# ${SECRET}\n${config}`);
  writeFileSync(path.join(site, 'secret.txt'), SECRET);
  writeFileSync(path.join(site, 'static/.secret'), SECRET);
  const draft = `+++\nheadline = "${SECRET}"\npublished = 2017-10-27\nstatus = "draft"\n+++\n${SECRET}\n`;
  writeFileSync(path.join(site, 'content/2017/secret.md'), draft);
  symlinkSync(site, path.join(site, 'linked'));
}

// What a build writes, by path.
function build(site, output) {
  const made = spawnSync(binary, ['build', '--quiet', '--root', site, '--output', output]);
  if (made.status !== 0) throw new Fault(`the site cannot be built:\n${made.stderr}`);
  const files = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const built = files.map((entry) => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    return [path.relative(output, file).split(path.sep).join('/'), readFileSync(file)];
  });
  return new Map(built.filter(([name]) => !path.basename(name).startsWith('.')));
}

// Asks for every file once: its bytes must be the build's but for the script's tag. Afterwards a tag names its bytes.
async function learnt(server, built) {
  const byTag = new Map();
  const sound = ['/'];
  for (const [name, bytes] of built) {
    const address = `/${name.split('/').map(encodeURIComponent).join('/')}`;
    const { status, headers, body } = await server.get(address);
    if (status !== 200) throw new Fault(`${address}: ${status}`);
    const text = body.toString('latin1');
    const bare = name.endsWith('.html') ? text.replace(/<script src="\/__depeche\/[^>]*><\/script>/, '') : text;
    if (bare !== bytes.toString('latin1')) throw new Fault(`${address}: not the bytes of a build`);
    const bodies = byTag.get(headers.etag) ?? [];
    byTag.set(headers.etag, [...bodies, text]);
    sound.push(address);
    if (name.endsWith('.html')) sound.push(address.replace(/(index)?\.html$/, ''), `/__depeche/events${address}?x`);
  }
  const own = new Set();
  for (const address of OWN) own.add((await server.get(address)).body.toString('latin1'));
  const front = await server.get('/');
  const home = front.body.toString('latin1');
  return { byTag, sound, own, home, events: eventsOf(front), tags: [...byTag.keys()] };
}

async function search(server, known) {
  const state = { next: 0, statuses: new Map(), kinds: new Map(), warm: server.rss(), most: 0 };
  const started = performance.now();
  while (state.next < count) {
    const until = Math.min(count, state.next + (state.next === 0 ? Math.ceil(count / 10) : CROWD_AFTER));
    const first = state.next === 0;
    await Promise.all(Array.from({ length: WORKERS }, () => worker(server, known, state, until)));
    await answersAsAtFirst(server, known);
    if (first) {
      await crowd(server, known);
      state.warm = server.rss();
    }
    state.most = Math.max(state.most, server.rss());
    const seconds = (performance.now() - started) / 1000;
    console.log(`${state.next} requests in ${seconds.toFixed(0)} s, memory ${server.rss().toFixed(0)} MiB`);
  }
  await crowd(server, known);
  await answersAsAtFirst(server, known);
  const growth = server.rss() - state.warm;
  const words = (counts) =>
    [...counts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, times]) => `${key}: ${times}`)
      .join(', ');
  console.log(`requests: ${words(state.kinds)}\nanswers: ${words(state.statuses)}`);
  console.log(
    `memory: ${state.warm.toFixed(1)} MiB warm, ${server.rss().toFixed(1)} MiB at the end (${growth.toFixed(1)} more; at most ${MOST_GROWTH})`,
  );
  if (growth > MOST_GROWTH) throw new Fault(`memory has grown by ${growth.toFixed(1)} MiB`);
  console.log('it answers as at first');
}

async function answersAsAtFirst(server, known) {
  const answer = await get(server.port, '/');
  if (answer.status !== 200 || answer.body.toString('latin1') !== known.home)
    throw new Fault('`/` is not answered as at first');
}

// Takes the next request until there are enough.
async function worker(server, known, state, until) {
  let connection = null;
  while (state.next < until) {
    const number = state.next;
    state.next += 1;
    const random = new Random(seed, number);
    const [kind, make] = random.chance(0.84) ? ['whole', whole] : random.of(UNSOUND);
    state.kinds.set(kind, (state.kinds.get(kind) ?? 0) + 1);
    const made = { text: '' };
    try {
      connection = await make({ server, known, state, random, made, connection });
    } catch (fault) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(path.join(kept, 'request'), made.text, 'latin1');
      throw new Fault(
        `request ${number} of seed ${seed} (${kind}): ${fault.message}\nit is kept in ${path.join(kept, 'request')}`,
      );
    }
  }
  connection?.end();
}

// A request that is one by its form, on a connection that is used as long as it lasts.
async function whole({ server, known, state, random, made, connection }) {
  const asked = wellFormed(random, server.port, known.sound, known.tags);
  made.text = asked.text;
  let used = connection?.isOpen ? connection : null;
  let answer = null;
  if (used) answer = await used.ask(asked.text, asked.method);
  if (!answer) {
    // New, or closed by the server before it was asked.
    used?.end();
    used = await Connection.open(server.port);
    answer = await used.ask(asked.text, asked.method);
  }
  if (!answer) throw new Fault('no answer');
  tally(state, answer);
  judge(answer, asked, known);
  if (asked.hasBody || answer.isLine || !used.isOpen) {
    used.end();
    return null;
  }
  return used;
}

function judge(answer, asked, known) {
  const { status, headers, body } = answer;
  if (!STATUSES.has(status)) throw new Fault(`answered with ${status}`);
  if (body.includes(SECRET)) throw new Fault('the answer has what is not in the plan');
  if (headers.has('access-control-allow-origin')) throw new Fault('the answer lets other sites in');
  const isRead = asked.method === 'GET' || asked.method === 'HEAD';
  const isGood = status < 400;
  if (isGood && !isRead) throw new Fault(`${asked.method} was answered with ${status}`);
  if (isGood && asked.foreign) throw new Fault(`another name's request was answered with ${status}`);
  if (!isGood || answer.isLine) return;
  const tag = headers.get('etag');
  if (!tag) {
    const isOwn = asked.method === 'HEAD' || known.own.has(body);
    if (status !== 200 || !isOwn) throw new Fault('the answer is no file of the plan');
    return;
  }
  const bodies = known.byTag.get(tag);
  if (!bodies) throw new Fault(`the answer is no file of the plan: ${tag}`);
  if (status === 304) {
    if (body !== '') throw new Fault('304 with a body');
    return;
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if ((status === 206) !== (range !== null))
    throw new Fault(`${status} with the range ${headers.get('content-range')}`);
  const wanted = range ? bodies.map((text) => text.slice(Number(range[1]), Number(range[2]) + 1)) : bodies;
  const isSame =
    asked.method === 'HEAD'
      ? wanted.some((text) => Number(headers.get('content-length')) === text.length) && body === ''
      : wanted.includes(body);
  if (!isSame) throw new Fault('the answer has other bytes than the file of the plan');
}

// Bytes that are no request, and behind them one, so that nothing is waited for; or nothing behind them, half sent or slowly.
async function garbage({ server, known, random, made, state, connection }) {
  made.text = unsound(random, server.port, known.sound, known.tags) + LAST;
  await raw(server, made.text, state, PATIENCE + 5000, undefined, QUIET);
  return connection;
}

async function half({ server, known, random, made, state, connection }) {
  const { text } = wellFormed(random, server.port, known.sound, known.tags);
  made.text = text.slice(0, random.below(text.length));
  await raw(server, made.text, state, random.below(60));
  return connection;
}

async function slow({ server, known, random, made, state, connection }) {
  const { text } = wellFormed(random, server.port, known.sound, known.tags);
  made.text = text.slice(0, 400);
  await raw(server, made.text, state, 40, 1 + random.below(40));
  return connection;
}

// Several requests at once, and nobody waits for the answers.
async function unread({ server, known, random, made, state, connection }) {
  for (let turns = random.below(12); turns >= 0; turns -= 1) {
    made.text += wellFormed(random, server.port, known.sound, known.tags).text;
  }
  await raw(server, made.text, state, random.below(20));
  return connection;
}

const UNSOUND = [
  ['garbage', garbage],
  ['garbage', garbage],
  ['garbage', garbage],
  ['half', half],
  ['half', half],
  ['slow', slow],
  ['unread', unread],
];

// Sends bytes, in steps of so many if they are to be slow, and takes what comes until the other side ends, is quiet, or the time is over.
function raw(server, text, state, wait, step = text.length || 1, quiet = 0) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const socket = net.connect(server.port, '127.0.0.1');
    let late;
    const send = (at) => {
      if (socket.destroyed) return;
      socket.write(text.slice(at, at + step), 'latin1');
      if (at + step < text.length) setTimeout(send, 4, at + step);
      else late = setTimeout(() => socket.destroy(), wait);
    };
    socket.setNoDelay(true);
    socket.on('connect', () => send(0));
    socket.on('data', (part) => {
      parts.push(part);
      if (quiet === 0) return;
      clearTimeout(late);
      late = setTimeout(() => socket.destroy(), quiet);
    });
    // The server may break off what is no request.
    socket.on('error', (fault) => {
      if (fault.code === 'ECONNREFUSED') reject(new Fault('the server has gone'));
    });
    socket.on('close', () => {
      clearTimeout(late);
      const answers = Buffer.concat(parts).toString('latin1');
      if (answers.includes(SECRET)) return reject(new Fault('the answer has what is not in the plan'));
      for (const [, status] of answers.matchAll(/HTTP\/1\.[01] (\d{3}) /g)) {
        tally(state, { status: Number(status) });
        if (!STATUSES.has(Number(status)) && status !== '100') return reject(new Fault(`answered with ${status}`));
      }
      resolve();
    });
  });
}

function tally(state, { status }) {
  state.statuses.set(status, (state.statuses.get(status) ?? 0) + 1);
}

// A connection on which one request after the other is asked.
class Connection {
  static open(port) {
    return new Promise((resolve, reject) => {
      const connection = new Connection();
      connection.bytes = '';
      connection.isOpen = true;
      connection.wake = () => {};
      const socket = net.connect(port, '127.0.0.1', () => resolve(connection));
      connection.socket = socket;
      socket.setNoDelay(true);
      socket.setEncoding('latin1');
      socket.on('data', (part) => {
        connection.bytes += part;
        connection.wake();
      });
      socket.on('error', (fault) => {
        if (fault.code === 'ECONNREFUSED') reject(new Fault('the server has gone'));
      });
      socket.on('close', () => {
        connection.isOpen = false;
        connection.wake();
      });
    });
  }

  // The answer to a request; none where the connection was closed before.
  async ask(text, method) {
    this.bytes = '';
    this.socket.write(text, 'latin1');
    const until = performance.now() + 3 * PATIENCE;
    for (;;) {
      const answer = answerOf(this.bytes, method, !this.isOpen);
      if (answer) return answer;
      if (!this.isOpen) return null;
      const left = until - performance.now();
      if (left <= 0) throw new Fault('no answer');
      let late;
      await new Promise((resolve) => {
        this.wake = resolve;
        late = setTimeout(resolve, left);
      });
      clearTimeout(late);
    }
  }

  end() {
    this.socket.destroy();
    this.isOpen = false;
  }
}

// The first whole answer in what has come.
function answerOf(bytes, method, isEnd) {
  const close = bytes.indexOf('\r\n\r\n');
  if (close < 0) return null;
  const [first, ...lines] = bytes.slice(0, close).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1]);
  if (status === 100) return answerOf(bytes.slice(close + 4), method, isEnd);
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const isLine = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (isLine) return { status, headers, body: '', isLine };
  const rest = bytes.slice(close + 4);
  const length = method === 'HEAD' || status === 304 ? 0 : Number(headers.get('content-length') ?? 0);
  if (rest.length < length && !isEnd) return null;
  return { status, headers, body: rest.slice(0, method === 'HEAD' || status === 304 ? undefined : length), isLine };
}

// More connections than are taken, each with half a request: the next is answered once their time is over. Then more lines of events than are
// let: some are refused, and pages are answered at once.
async function crowd(server, known) {
  let started = performance.now();
  const halves = await Promise.all(
    Array.from({ length: 400 }, () => opened(server.port, 'GET / HTTP/1.1\r\nHost: loc')),
  );
  await answersAsAtFirst(server, known);
  const waited = performance.now() - started;
  for (const socket of halves) socket.destroy();
  if (waited > 2 * PATIENCE + 5000) throw new Fault(`behind a crowd, \`/\` took ${waited.toFixed(0)} ms`);
  await sleep(200);
  const events = `GET ${known.events} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const lines = await Promise.all(Array.from({ length: 150 }, () => opened(server.port, events, /^HTTP\/1\.1 (\d+)/)));
  started = performance.now();
  await answersAsAtFirst(server, known);
  const beside = performance.now() - started;
  const taken = lines.filter((socket) => socket.found === '200').length;
  for (const socket of lines) socket.destroy();
  console.log(
    `behind 400 half requests \`/\` took ${waited.toFixed(0)} ms; of 150 lines of events ${taken} were taken, and beside them \`/\` took ${beside.toFixed(0)} ms`,
  );
  if (taken === lines.length) throw new Fault('lines of events without end');
  if (beside > 2000) throw new Fault(`beside lines of events, \`/\` took ${beside.toFixed(0)} ms`);
  await sleep(300);
}

// A connection on which something was sent; with a pattern, once it was answered so.
function opened(port, text, pattern) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(text);
      if (!pattern) resolve(socket);
    });
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      const found = pattern?.exec(part);
      if (!found) return;
      socket.found = found[1];
      resolve(socket);
    });
    socket.on('error', (fault) =>
      fault.code === 'ECONNREFUSED' ? reject(new Fault('the server has gone')) : resolve(socket),
    );
    socket.on('close', () => resolve(socket));
  });
}

try {
  await main();
} catch (fault) {
  console.error(fault instanceof Fault ? `failed: ${fault.message}` : fault);
  process.exitCode = 1;
}
