// Owns the making of requests that no browser sends: names, headers and methods bent out of shape, and bytes that are no request at all. The same
// seed and number give the same request.

// Numbers by chance, from a seed (xorshift with a mixed start).
export class Random {
  constructor(seed, number) {
    let mixed = (seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    this.state = (mixed ^ (mixed >>> 16)) >>> 0 || 1;
  }

  next() {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }

  below(most) {
    return Math.floor(this.next() * most);
  }

  of(list) {
    return list[this.below(list.length)];
  }

  chance(part) {
    return this.next() < part;
  }

  // A text of any bytes, one character each.
  bytes(most) {
    return Array.from({ length: this.below(most) }, () => String.fromCharCode(this.below(256))).join('');
  }
}

// What leads out of a folder where paths are worked out, or to what is not shown.
const LURES = [
  '/../site.toml',
  '/..%2fsite.toml',
  '/%2e%2e/site.toml',
  '/%2e%2e%2fsite.toml',
  '/%252e%252e%252fsite.toml',
  '/..%5csite.toml',
  '/..\\site.toml',
  '/....//site.toml',
  '/..;/site.toml',
  '/%c0%ae%c0%ae/site.toml',
  '/%u002e%u002e/site.toml',
  '//site.toml',
  '/./site.toml',
  '/site.toml',
  '/secret.txt',
  '/secret.txt%00.html',
  '/.depeche/heads/00',
  '/.git/config',
  '/content/',
  '/content/2017/secret.md',
  '/static/.secret',
  '/templates/base.html',
  '/linked/secret.txt',
  '/@fs/etc/passwd',
  '/@fs//etc/passwd?raw',
  '/etc/passwd',
  '//etc/passwd',
  'file:///etc/passwd',
  '/../../../../../../../../etc/passwd',
  '/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
  '/proc/self/environ',
  '/C:/windows/win.ini',
  '/C%3a%5cwindows%5cwin.ini',
  '/__depeche/',
  '/__depeche/source/0',
  '/__depeche/source/../../site.toml',
  '/__depeche/source/-1',
  '/__depeche/source/18446744073709551616',
  '/__depeche/events/',
  '/__depeche/events',
  '/__depeche/events?index.html%3Fx&2017.html%3Fx&..%2Fsite.toml%3Fx',
  `/__depeche/events?${'index.html%3Fx&'.repeat(200)}`,
  '/__depeche/events/../site.toml',
  '/__depeche/events/%2e%2e%2fsite.toml?x',
  '/__depeche/client.js',
  '/__depeche/worker.js',
  '/__depeche/preview.css',
  '/__depeche/../client.js',
  'http://127.0.0.1/',
  'http://evil.example/',
  '*',
  '',
];

const PIECES = [
  '..',
  '.',
  '/',
  '//',
  '\\',
  '%2e',
  '%2f',
  '%5c',
  '%00',
  '%0d%0a',
  '%252e',
  '%25',
  '%',
  '%e2',
  '%ff',
  '%e2%80%ae',
  '?',
  '#',
  ';',
  ':',
  '@',
  '~',
  '*',
  '"',
  '<',
  "'",
  '&',
  ' ',
  '.html',
  '/index.html',
  'é',
  '\0',
  '\t',
  '\x7f',
];
const METHODS = [
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'get',
  'G',
  'GETGET',
  'M-SEARCH',
  '!',
];
const FOREIGN = [
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '192.168.0.1',
  '0.0.0.0',
  '[::ffff:1.2.3.4]',
  'localhost@evil.example',
  'evil.example:4000',
  '127.0.0.1:80:80',
  '',
  '169.254.169.254',
  'xn--localhost',
];
const RANGES = [
  'bytes=0-0',
  'bytes=0-',
  'bytes=-1',
  'bytes=5-2',
  'bytes=10-99',
  'bytes=99999999999-',
  'bytes=-99999999999',
  'bytes=0-1,3-4',
  'bytes=0-18446744073709551615',
  'bytes=18446744073709551616-',
  'bytes=-0',
  'bytes=',
  'bytes=a-b',
  'lines=0-1',
  `bytes=${'0-0,'.repeat(500)}0-0`,
  'bytes=0-0-0',
  '=',
  'bytes= 0 - 1',
];

// A request that is one by its form. `sound` are the paths of the site.
export function wellFormed(random, port, sound, tags) {
  const method = random.chance(0.72) ? 'GET' : random.chance(0.7) ? 'HEAD' : random.of(METHODS);
  const path = target(random, sound);
  const headers = [];
  const foreign = random.chance(0.06);
  headers.push([
    'Host',
    foreign ? random.of(FOREIGN) : random.of([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'localhost']),
  ]);
  if (random.chance(0.25)) headers.push(['Range', random.of(RANGES)]);
  if (random.chance(0.2))
    headers.push([
      'If-None-Match',
      random.of([random.of(tags), '*', `W/${random.of(tags)}`, '"x"', '"', ', ,', random.of(tags).repeat(50)]),
    ]);
  if (random.chance(0.08))
    headers.push(['If-Range', random.of([random.of(tags), '"x"', 'Wed, 21 Oct 2015 07:28:00 GMT'])]);
  if (random.chance(0.1))
    headers.push(['Origin', random.of([`http://127.0.0.1:${port}`, 'http://evil.example', 'null', ''])]);
  if (random.chance(0.1))
    headers.push(['Sec-Fetch-Site', random.of(['same-origin', 'none', 'cross-site', 'same-site', 'x'])]);
  if (random.chance(0.03))
    headers.push(
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Original-URL', '/site.toml'],
      ['X-Rewrite-URL', '/site.toml'],
    );
  if (random.chance(0.02)) headers.push(['Upgrade', random.of(['websocket', 'h2c'])], ['Connection', 'Upgrade']);
  if (random.chance(0.02)) for (let i = random.below(120); i >= 0; i -= 1) headers.push([`X-${i}`, 'x']);
  if (random.chance(0.02)) headers.push(['Cookie', 'x'.repeat(random.below(24_000))]);
  const hasBody = random.chance(0.02);
  if (hasBody)
    headers.push(
      random.of([
        ['Content-Length', '5'],
        ['Transfer-Encoding', 'chunked'],
        ['Content-Length', '0'],
        ['Expect', '100-continue'],
      ]),
    );
  const text = `${method} ${path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return { method, foreign, hasBody, text };
}

// What is asked for: a path of the site or a lure, most often bent.
function target(random, sound) {
  let path = random.chance(0.55) ? random.of(sound) : random.of(LURES);
  if (random.chance(0.25)) return path.replace(/[\s\0\x7f]/g, '');
  for (let turns = random.below(4); turns >= 0; turns -= 1) path = bent(random, path, sound);
  if (random.chance(0.01)) path += `/${'a'.repeat(random.below(40_000))}`;
  // What parts a request's line in another way is for the unsound ones.
  return path.replace(/[\s\0\x7f]/g, '') || '/';
}

function bent(random, path, sound) {
  const at = random.below(path.length + 1);
  const piece = random.of(PIECES);
  switch (random.below(9)) {
    case 0:
    case 1:
      return path.slice(0, at) + piece + path.slice(at);
    case 2:
      return path.slice(0, at) + path.slice(at + 1 + random.below(4));
    case 3:
      return path.slice(0, at) + random.of(LURES);
    case 4:
      return path.slice(0, at) + random.of(sound).slice(random.below(12));
    case 5:
      return [...path]
        .map((c) => (random.chance(0.3) ? `%${c.charCodeAt(0).toString(16).padStart(2, '0')}` : c))
        .join('');
    case 6:
      return path.replaceAll('%', '%25');
    case 7:
      return random.chance(0.5) ? path.toUpperCase() : path.toLowerCase();
    default:
      return path.slice(0, at) + piece.repeat(1 + random.below(40)) + path.slice(at);
  }
}

// Bytes that are no request, or nearly one.
export function unsound(random, port, sound, tags) {
  let text = random.chance(0.2) ? random.bytes(600) : wellFormed(random, port, sound, tags).text;
  for (let turns = random.below(6); turns >= 0; turns -= 1) {
    const at = random.below(text.length + 1);
    const added = random.of([
      '\r\n',
      '\n',
      '\r',
      '\0',
      ' ',
      ':',
      'HTTP/0.9',
      'HTTP/2.0',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01',
      random.bytes(20),
      '\r\n\r\n',
      '\r\n ',
    ]);
    text = text.slice(0, at) + added + text.slice(at + random.below(3));
  }
  return text;
}
