// Owns the measuring of the preview: how long after a save the browser is told. For each kind of edit it opens a page, listens as the page's
// own script does, saves, and takes the time from the end of the write to the news; then it asks for the page and wants the edit in it.
// node benches/serve/measure.mjs DEPECHE FOLDER [HUGO], where FOLDER/site is a generated archive; its files are put back at the end.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';

import { eventsOf, Line, Server } from '../../tests/serve/campaign/preview.mjs';
import { hugoText, reloads, startHugo, writeHugo } from './livereload.mjs';

// How many of each.
const EDITS = { body: 50, headline: 10, template: 5, style: 10, new: 5, deleted: 5 };
const TITLES = {
  body: 'a body',
  headline: 'a headline',
  template: 'a template',
  style: 'a style sheet',
  new: 'a new file',
  deleted: 'a deleted file',
};
// After how many seconds a kind of edit ends early: the slower server's figures are then of fewer edits.
const MOST_SECONDS = 60;
const LEAST_EDITS = 3;
// What is promised from saving to telling, in ms, for a body's edit.
const GOALS = { 10000: 50, 100000: 150 };

const [binary, folder, hugo] = process.argv.slice(2);
const site = path.join(folder, 'site');

async function main() {
  const articles = articlesOf(site);
  const own = ['templates/article.html', 'static/style.css'].filter((file) => !existsSync(path.join(site, file)));
  if (own.length > 0) {
    const copied = spawnSync(binary, ['theme', '--quiet', '--root', site, ...own]);
    if (copied.status !== 0) throw new Error(copied.stderr.toString());
  }
  console.log(`\n${articles.length} articles, load ${loadavg()[0].toFixed(1)} at the start`);

  const server = await Server.depeche(binary, site);
  const ours = await measured(new Ours(server), articles);
  // Hugo may give up on what is too much for it: what was measured is told all the same.
  const theirs = hugo ? await measuredHugo(articles).catch((fault) => console.error(`Hugo: ${fault.message}`)) : null;
  table(ours, theirs);
  const goal = GOALS[articles.length];
  if (goal) {
    const within = ours.body.filter(({ told }) => told <= goal).length;
    console.log(`goal for a body: ${goal} ms; ${within} of ${ours.body.length} within it`);
  }
}

async function measuredHugo(articles) {
  const root = path.join(folder, 'hugo');
  writeHugo(site, root);
  return measured(new Hugo(await startHugo(hugo, root), root), articles);
}

// All kinds of edits on one running server.
async function measured(side, articles) {
  const known = new Map();
  const results = { start: side.server.start, before: side.server.rss() };
  try {
    await sleep(1500);
    for (const kind of Object.keys(EDITS)) {
      results[kind] = [];
      const until = performance.now() + MOST_SECONDS * 1000;
      // What is deleted is what was new.
      const most = kind === 'deleted' ? results.new.length : EDITS[kind];
      for (let turn = 0; turn < most; turn += 1) {
        if (turn >= LEAST_EDITS && performance.now() > until) break;
        const article = articles[Math.floor((articles.length * (turn + 1)) / (EDITS[kind] + 2))];
        const edit = edits[kind](side, article, `marque${kind}${process.pid}x${turn}x`, turn);
        if (!known.has(edit.file)) known.set(edit.file, existsSync(edit.file) ? readFileSync(edit.file) : null);
        results[kind].push(await once(side, edit));
      }
      const told = results[kind].map((one) => one.told);
      console.error(
        `${side.name}: ${TITLES[kind]}, ${told.length} times: ${[0.5, 0.95, 1].map((part) => ms(at(told, part))).join(', ')} ms`,
      );
    }
    await sleep(1500);
    results.after = side.server.rss();
  } finally {
    await side.server.stop();
    for (const [file, bytes] of known) {
      if (bytes === null) rmSync(file, { force: true });
      else writeFileSync(file, bytes);
    }
  }
  return results;
}

// One edit: saved, told, and seen in the page.
async function once(side, edit) {
  const { line, check } = await side.open(edit);
  // Not always at the same moment of whatever turns in the server.
  await sleep(80 + Math.random() * 120);
  line.news.length = 0;
  edit.save();
  const saved = performance.now();
  const news = await Promise.race([line.told(), side.server.end]);
  const kind = news.kind;
  const seen = await check();
  const page = performance.now();
  await sleep(20);
  line.close();
  return { told: news.at - saved, page: page - saved, took: side.server.took(), kind, seen };
}

const edits = {
  body(side, article, mark, turn) {
    const file = side.file(article);
    const text = `${readFileSync(file, 'utf8')}\nUne phrase de plus, ${mark}.\n`;
    return { file, page: side.page(article), mark, save: () => (turn % 2 ? replace : overwrite)(file, text) };
  },
  headline(side, article, mark, turn) {
    const file = side.file(article);
    const text = readFileSync(file, 'utf8').replace(/^(headline|title) = "/m, `$&${mark} `);
    return { file, page: side.page(article), mark, save: () => (turn % 2 ? replace : overwrite)(file, text) };
  },
  template(side, article, mark) {
    const file = path.join(side.root, side.template);
    const text = readFileSync(file, 'utf8').replace(/<article[^>]*>|<h1[^>]*>/, `$&<i>${mark}</i>`);
    return { file, page: side.page(article), mark, save: () => overwrite(file, text) };
  },
  style(side, article, mark) {
    const file = path.join(side.root, 'static/style.css');
    const text = `${readFileSync(file, 'utf8')}\n.${mark} { color: red }\n`;
    return { file, page: side.page(article), seen: '/style.css', mark, save: () => overwrite(file, text) };
  },
  new(side, _, mark, turn) {
    const article = { name: `2024/12/mesure-${turn}.md`, published: `2024-12-3${turn % 2}` };
    const text = side.text(
      `+++\nheadline = "${mark}"\npublished = ${article.published}\nlanguage = "fr"\n+++\nUne dépêche de plus.\n`,
    );
    return { file: side.file(article), page: '/', mark, save: () => overwrite(side.file(article), text) };
  },
  deleted(side, _, mark, turn) {
    const article = { name: `2024/12/mesure-${turn}.md`, published: `2024-12-3${turn % 2}` };
    return {
      file: side.file(article),
      page: side.page(article),
      mark,
      gone: true,
      save: () => rmSync(side.file(article)),
    };
  },
};

class Ours {
  name = 'depeche';
  root = site;
  template = 'templates/article.html';

  constructor(server) {
    this.server = server;
  }

  file(article) {
    return path.join(site, 'content', article.name);
  }

  page(article) {
    return `/${article.published.replaceAll('-', '/')}/${path.basename(article.name, '.md')}.html`;
  }

  text(text) {
    return text;
  }

  async open(edit) {
    const page = await this.server.get(edit.page);
    const line = await Line.open(this.server.port, eventsOf(page));
    return { line, check: () => isSeen(this.server, edit) };
  }
}

class Hugo {
  name = 'Hugo';
  template = 'layouts/_default/single.html';

  constructor(server, root) {
    this.server = server;
    this.root = root;
  }

  file(article) {
    return path.join(this.root, 'content', article.name);
  }

  page(article) {
    return `/${article.name.replace(/\.md$/, '/')}`;
  }

  text(text) {
    return hugoText(text);
  }

  async open(edit) {
    await this.server.get(edit.page);
    const line = await reloads(this.server.port);
    return { line, check: () => isSeen(this.server, edit) };
  }
}

// Whether the page is as the edit wants it, at the first time of asking.
async function isSeen(server, edit) {
  const page = await server.get(edit.seen ?? edit.page);
  return edit.gone ? page.status === 404 : page.body.includes(edit.mark);
}

function overwrite(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function replace(file, text) {
  const next = path.join(path.dirname(file), `.${path.basename(file)}.swp`);
  writeFileSync(next, text);
  renameSync(next, file);
}

function articlesOf(root) {
  const content = path.join(root, 'content');
  const names = readdirSync(content, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .sort();
  return names.map((name) => {
    const file = path.join(content, name);
    return {
      name,
      get published() {
        return /^published = (\S+)$/m.exec(readFileSync(file, 'utf8'))[1];
      },
    };
  });
}

function table(ours, theirs) {
  const head = ['save to news, ms', 'edits', 'median', 'p95', 'max', 'page', 'rebuild', 'stale', 'news'];
  if (theirs) head.push('| Hugo', 'edits', 'p95', 'max', 'page', 'stale', 'ratio');
  const rows = [head];
  for (const kind of Object.keys(EDITS)) {
    const own = ours[kind];
    const told = own.map((one) => one.told);
    const row = [
      TITLES[kind],
      own.length,
      ms(at(told, 0.5)),
      ms(at(told, 0.95)),
      ms(at(told, 1)),
      ms(
        at(
          own.map((one) => one.page),
          0.5,
        ),
      ),
      ms(
        at(
          own.map((one) => one.took),
          0.5,
        ),
      ),
      own.filter((one) => !one.seen).length,
      [...new Set(own.map((one) => one.kind))].join('+'),
    ];
    if (theirs) {
      const other = theirs[kind].map((one) => one.told);
      row.push(
        `| ${ms(at(other, 0.5))}`,
        other.length,
        ms(at(other, 0.95)),
        ms(at(other, 1)),
        ms(
          at(
            theirs[kind].map((one) => one.page),
            0.5,
          ),
        ),
        theirs[kind].filter((one) => !one.seen).length,
        `${(at(other, 0.5) / at(told, 0.5)).toFixed(1)}x`,
      );
    }
    rows.push(row);
  }
  const widths = head.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]),
    );
    console.log(cells.join('  '));
  }
  const memory = (side) =>
    `ready after ${(side.start / 1000).toFixed(1)} s; memory ${side.before.toFixed(0)} MiB, at the end ${side.after.toFixed(0)} MiB`;
  console.log(`depeche: ${memory(ours)}`);
  if (theirs) console.log(`Hugo: ${memory(theirs)}`);
}

// The value below which that part of all lies.
function at(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

function ms(value) {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

await main();
