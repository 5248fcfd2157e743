// Owns what is needed to measure `hugo server` on the same articles: its source files, made from the generated ones with a theme that shows an
// article and its tags, and the line by which it tells a browser to reload (LiveReload, over a websocket).

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { Line, Server } from '../../tests/serve/campaign/preview.mjs';

const THEME = {
  'hugo.toml': `baseURL = "https://archive.example/"
title = "Archive de mesure"
languageCode = "fr"
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 100
`,
  'layouts/_default/baseof.html': `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="stylesheet" href="/style.css"></head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
`,
  'layouts/_default/single.html': `{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>{{ end }}
`,
  'layouts/_default/list.html': `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range (.Paginate .Pages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
  'layouts/index.html': `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range first 50 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
  'static/style.css': 'main { max-width: 40rem }\n',
};

// Writes the source files, unless they are there.
export function writeHugo(site, folder) {
  const done = path.join(folder, 'complete');
  if (existsSync(done)) return;
  for (const [name, text] of Object.entries(THEME)) write(path.join(folder, name), text);
  for (const entry of readdirSync(path.join(site, 'content'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath ?? entry.path, entry.name);
    const to = path.join(folder, 'content', path.relative(path.join(site, 'content'), from));
    write(to, entry.name.endsWith('.md') ? hugoText(readFileSync(from, 'utf8')) : readFileSync(from));
  }
  writeFileSync(done, '');
}

// An article with the front matter of Hugo: title, date and tags.
export function hugoText(text) {
  const [, front, body] = /^\+\+\+\n([\s\S]*?)\n\+\+\+\n([\s\S]*)$/.exec(text);
  const value = (name) => new RegExp(`^${name} = (.*)$`, 'm').exec(front)?.[1];
  const tags = value('tags');
  return `+++\ntitle = ${value('headline')}\ndate = ${value('published')}\n${tags ? `tags = ${tags}\n` : ''}+++\n${body}`;
}

export async function startHugo(hugo, folder) {
  const server = await Server.start(
    hugo,
    [
      'server',
      '--source',
      folder,
      '--bind',
      '127.0.0.1',
      '--port',
      String(20_000 + (process.pid % 20_000)),
      '--renderToMemory',
    ],
    /available at \S*?:(\d+)\//,
  );
  return server;
}

// The line of LiveReload: `told()` as of a line of events.
export async function reloads(port) {
  const line = new Line();
  line.news = [];
  line.wake = () => {};
  await new Promise((resolve, reject) => {
    line.asked = http.get({
      host: '127.0.0.1',
      port,
      path: '/livereload',
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    line.asked.on('error', reject);
    line.asked.on('upgrade', (_, socket, first) => {
      let bytes = first;
      const hear = (part) => {
        const at = performance.now();
        bytes = Buffer.concat([bytes, part]);
        for (let frame = frameOf(bytes); frame; frame = frameOf(bytes)) {
          bytes = frame.rest;
          if (frame.text.includes('"reload"')) line.news.push({ at, kind: 'reload' });
          if (frame.text.includes('"hello"')) resolve();
        }
        line.wake();
      };
      socket.on('data', hear);
      // The line was closed, by this side or the other.
      socket.on('error', () => {});
      socket.write(masked('{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}'));
      line.close = () => socket.destroy();
      hear(Buffer.alloc(0));
    });
  });
  return line;
}

// The first frame of a websocket, once it has come whole.
function frameOf(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 0x7f;
  if (short === 127 || (short === 126 && bytes.length < 4)) return null;
  const [start, length] = short === 126 ? [4, bytes.readUInt16BE(2)] : [2, short];
  if (bytes.length < start + length) return null;
  return { text: bytes.toString('utf8', start, start + length), rest: bytes.subarray(start + length) };
}

// A short text as a client's frame, which is always masked.
function masked(text) {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  const coded = body.map((byte, at) => byte ^ mask[at % 4]);
  const length = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length]), mask, coded]);
}

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
