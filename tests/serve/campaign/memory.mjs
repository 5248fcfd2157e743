// Owns the search for memory that a preview loses: thousands of rebuilds of a generated archive, each awaited by the page that shows it, with
// the resident memory looked at on the way. After the warming up it has to be flat. node tests/serve/campaign/memory.mjs DEPECHE SITE COUNT

import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { eventsOf, Line, Server } from './preview.mjs';

// The part of all rebuilds that warms up, every how many a headline changes, and how many articles are edited in turn.
const WARM = 0.2;
const HEADLINE_EVERY = 10;
const ARTICLES = 40;
// How much the line through the figures after warming up may rise from its beginning to its end, and how much the last part's median may be
// over the first's, in MiB.
const MOST_RISE = 8;
const SAMPLES = 200;

const [binary, site] = process.argv.slice(2);
const count = Number(process.argv[4]);

async function main() {
  const content = path.join(site, 'content');
  const names = readdirSync(content, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .sort();
  const articles = Array.from({ length: ARTICLES }, (_, at) => {
    const name = names[Math.floor((names.length * at) / ARTICLES)];
    const text = readFileSync(path.join(content, name), 'utf8');
    const published = /^published = (\S+)$/m.exec(text)[1];
    return {
      file: path.join(content, name),
      text,
      page: `/${published.replaceAll('-', '/')}/${path.basename(name, '.md')}.html`,
    };
  });
  const server = await Server.depeche(binary, site);
  try {
    const samples = await rebuilt(server, articles);
    judge(samples, rebuilds(server));
  } finally {
    await server.stop();
    for (const { file, text } of articles) writeFileSync(file, text);
  }
}

// Edits until there are enough; the memory at each of the samples.
async function rebuilt(server, articles) {
  const started = performance.now();
  const samples = [];
  for (let turn = 0; turn < count; turn += 1) {
    const article = articles[turn % articles.length];
    const page = await server.get(article.page);
    if (page.status !== 200) throw new Error(`${article.page}: ${page.status}`);
    const line = await Line.open(server.port, eventsOf(page));
    save(article, turn);
    const news = await line.told(60_000);
    if (news.kind !== 'reload') throw new Error(`${article.page} was told: ${news.kind}`);
    line.close();
    // A page that nobody looks at any more has to be let go as well: a new reader each time.
    if ((turn + 1) % Math.max(1, Math.floor(count / SAMPLES)) === 0)
      samples.push({ turn: turn + 1, rss: server.rss() });
    if ((turn + 1) % Math.max(1, Math.floor(count / 10)) === 0) {
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`${turn + 1} edits in ${seconds} s: ${server.rss().toFixed(1)} MiB`);
    }
  }
  return samples;
}

// The text is never longer than a few words more than at first: what grows is the program.
function save(article, turn) {
  const isHeadline = turn % HEADLINE_EVERY === HEADLINE_EVERY - 1;
  article.words ??= '';
  article.title ??= '';
  if (isHeadline) article.title = `${turn} `;
  else article.words = `\nUne phrase de plus, la ${turn}e.\n`;
  const text = article.text.replace(/^headline = "/m, `$&${article.title}`) + article.words;
  const next = path.join(path.dirname(article.file), `.${path.basename(article.file)}.swp`);
  if (turn % 2) return writeFileSync(article.file, text);
  writeFileSync(next, text);
  return renameSync(next, article.file);
}

function rebuilds(server) {
  return [...server.talk.matchAll(/\(\d+ ms\)\n/g)].length - 1;
}

function judge(samples, told) {
  const warm = samples.filter(({ turn }) => turn > count * WARM);
  const part = Math.max(1, Math.floor(warm.length / 4));
  const first = median(warm.slice(0, part));
  const last = median(warm.slice(-part));
  const rise = slope(warm) * (warm.at(-1).turn - warm[0].turn);
  const all = warm.map(({ rss }) => rss);
  console.log(`${count} edits, ${told} rebuilds by the preview's own lines`);
  console.log(
    `after warming up: ${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)} MiB; median of the first quarter ${first.toFixed(1)}, of the last ` +
      `${last.toFixed(1)}; the line through all rises by ${rise.toFixed(1)} MiB (at most ${MOST_RISE})`,
  );
  if (rise > MOST_RISE || last - first > MOST_RISE) {
    console.error('failed: memory is not flat');
    process.exitCode = 1;
  }
}

function median(samples) {
  const sorted = samples.map(({ rss }) => rss).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

// MiB per edit, by least squares.
function slope(samples) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [turns, rss] = [samples.map(({ turn }) => turn), samples.map((sample) => sample.rss)];
  const [x, y] = [mean(turns), mean(rss)];
  const above = turns.reduce((sum, turn, at) => sum + (turn - x) * (rss[at] - y), 0);
  return above / turns.reduce((sum, turn) => sum + (turn - x) ** 2, 0);
}

await main();
