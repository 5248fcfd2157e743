// Owns a preview as it is measured and searched for faults: a server that was started, what it talks, its memory, one request, and the line
// of events of a page, as the page's own script opens it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';

// How long a server may take to begin, and to tell of a change.
const BEGIN = 600_000;
export const TELL = 300_000;

// A server that runs: started by a command, ready once it says a line with its address.
export class Server {
  static async start(command, args, ready) {
    const server = new Server();
    server.talk = '';
    server.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const started = performance.now();
    const port = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${command} did not begin:\n${server.talk}`)), BEGIN);
      const hear = (part) => {
        server.talk += part;
        const found = ready.exec(server.talk);
        if (!found) return;
        clearTimeout(late);
        resolve(Number(found[1]));
      };
      server.child.stdout.on('data', hear);
      server.child.stderr.on('data', hear);
      server.child.on('error', reject);
      // Rejected once the server ends, whenever that is.
      server.end = new Promise((_, end) => {
        server.child.on('exit', (code, signal) => {
          server.ended = true;
          end(new Error(`${command} ended (${code ?? signal}):\n${server.talk.slice(-2000)}`));
        });
      });
      server.end.catch(reject);
    });
    server.port = port;
    server.start = performance.now() - started;
    return server;
  }

  static depeche(binary, root, ...more) {
    return Server.start(binary, ['serve', '--port', '0', '--root', root, ...more], /serving http:\/\/[^/]*:(\d+)\//);
  }

  get(path, headers = {}) {
    return get(this.port, path, headers);
  }

  // Resident memory in MiB.
  rss() {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'));
    return Number(found[1]) / 1024;
  }

  // The milliseconds that the last rebuild took by its own line.
  took() {
    const found = [...this.talk.matchAll(/\((\d+) ms\)\n/g)].at(-1);
    return found ? Number(found[1]) : Number.NaN;
  }

  async stop() {
    if (this.ended) return;
    this.child.kill('SIGINT');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await new Promise((resolve) => this.child.once('exit', resolve));
    clearTimeout(late);
  }
}

// One request on a connection of its own: status, headers and body.
export function get(port, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = http.get({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.setTimeout(TELL, () => asked.destroy(new Error(`${path}: no answer`)));
    asked.on('error', reject);
  });
}

// The address of a page's line of events, from the tag in the page.
export function eventsOf(page) {
  const found = /data-events="([^"]+)"/.exec(page.body.toString());
  assert.ok(found, 'the page has no tag of the preview');
  return found[1].replaceAll('&amp;', '&');
}

// The line of events of a page; `told()` is the next piece of news, with when it came.
export class Line {
  static async open(port, path) {
    const line = new Line();
    line.news = [];
    line.wake = () => {};
    await new Promise((resolve, reject) => {
      line.asked = http.get(
        { host: '127.0.0.1', port, path, agent: false, headers: { accept: 'text/event-stream' } },
        (answer) => {
          if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
          answer.setEncoding('utf8');
          let text = '';
          answer.on('data', (part) => {
            const at = performance.now();
            text += part;
            const events = text.split('\n\n');
            text = events.pop();
            for (const event of events) {
              const data = /^data: ?(.*)$/m.exec(event);
              if (data) line.news.push({ at, ...JSON.parse(data[1]) });
            }
            line.wake();
          });
          // The line was closed, by this side or the other.
          answer.on('error', () => {});
          resolve();
        },
      );
      line.asked.on('error', reject);
    });
    return line;
  }

  async told(wait = TELL) {
    const until = performance.now() + wait;
    while (this.news.length === 0) {
      const left = until - performance.now();
      if (left <= 0) throw new Error('nothing was told');
      let late;
      await new Promise((resolve) => {
        this.wake = resolve;
        late = setTimeout(resolve, left);
      });
      clearTimeout(late);
    }
    return this.news.shift();
  }

  close() {
    this.asked.destroy();
  }
}
