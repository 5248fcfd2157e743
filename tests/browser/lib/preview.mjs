// Owns the preview under test: a small site in a folder of its own, `depeche serve` over it, what it says, and its end.
// The binary is named by DEPECHE, from the repository's root.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
export const BINARY = path.resolve(REPOSITORY, process.env.DEPECHE ?? 'target/release/depeche');

const PATIENCE = 10_000;

/** The text of a source: front matter as `key = value` in TOML, and a body. */
export function source(front, body) {
  const lines = Object.entries(front).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return ['+++', ...lines, '+++', body, ''].join('\n');
}

/** An article of the small site; what `front` states takes the place of what it would state itself. */
export function article(name, body = `Le texte de ${name}.`, front = {}) {
  const own = { headline: `Titre de ${name}`, standfirst: `Chapeau de ${name}.`, published: '2017-10-26', tags: ['fleuve'] };
  return source({ ...own, ...front }, body);
}

/** A built-in file of the theme, as `depeche theme` would copy it. */
export function themeFile(name) {
  return readFileSync(path.join(REPOSITORY, name), 'utf8');
}

/** The files of a small site: two articles of one day, a third of another. */
export function smallSite() {
  return {
    'site.toml': 'title = "Essai"\nlanguage = "fr"\nbase_url = "https://archive.example/"\n',
    'content/2017/10/pont.md': article('pont'),
    'content/2017/10/gue.md': article('gue'),
    'content/2017/11/bac.md': article('bac', undefined, { published: '2017-11-02', tags: ['lac'] }),
  };
}

/** A site on the disk. Paths are from its root. */
export class Folder {
  constructor(files) {
    // As the system names it, or what is watched would have another name.
    this.root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'depeche-preview-')));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  at(name) {
    return path.join(this.root, name);
  }

  write(name, text) {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  read(name) {
    return readFileSync(this.at(name), 'utf8');
  }

  /** Writes what `change` makes of a file's text, which it must change. */
  edit(name, change) {
    const before = this.read(name);
    const after = change(before);
    assert.notEqual(after, before, `${name} is changed`);
    this.write(name, after);
  }

  move(from, to) {
    mkdirSync(path.dirname(this.at(to)), { recursive: true });
    renameSync(this.at(from), this.at(to));
  }

  remove(name) {
    rmSync(this.at(name), { recursive: true });
  }

  /** The names of all files below the root, sorted. */
  files() {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => !entry.isDirectory());
    return names.map((entry) => path.relative(this.root, path.join(entry.parentPath, entry.name))).sort();
  }
}

/** `depeche serve` over a folder. */
export class Preview {
  #child;
  #lines = [];

  constructor(folder, { port = 0, args = [], env = {} } = {}) {
    this.folder = folder;
    this.#child = spawn(BINARY, ['serve', '--port', String(port), '--root', folder.root, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.ended = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop();
        this.#lines.push(...lines);
      });
    }
  }

  /** What it has said, line by line. */
  get lines() {
    return this.#lines;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Waits until it says a line like that, behind the first `after` lines; the match. */
  async says(like, after = 0) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const found = this.#lines.slice(after).map((line) => like.exec(line)).find(Boolean);
      if (found) return found;
      if (Date.now() > until) assert.fail(`nothing like ${like} was said, but:\n${this.#lines.join('\n')}`);
      await sleep(5);
    }
  }

  async ready() {
    this.url = (await this.says(/^serving (http:\/\/\S+) /))[1];
    return this;
  }

  /** Presses Ctrl-C; how it ended. */
  async interrupt() {
    this.#child.kill('SIGINT');
    // One that listens no more, and does not end, is a fault that must not hold up the rest.
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
    const [code, signal] = await this.ended;
    clearTimeout(timer);
    return { code, signal };
  }
}

/** The parts of the sample archive: what a site consists of, of all that is in the repository. */
const PARTS = ['site.toml', 'content', 'static', 'templates', 'i18n'];

/** A copy of the sample archive takes the place of what a folder holds. */
export function sampleArchive(folder) {
  for (const part of PARTS) {
    rmSync(folder.at(part), { recursive: true, force: true });
    cpSync(path.join(REPOSITORY, part), folder.at(part), { recursive: true });
  }
}

/** Runs `work(preview)` with a site of these files on show (a function lays them out itself); it must end well when it is told to, and leaves nothing behind. */
export async function withPreview(files, options, work) {
  const folder = new Folder(typeof files === 'function' ? {} : files);
  try {
    if (typeof files === 'function') files(folder);
    const preview = new Preview(folder, options);
    try {
      const result = await work(await preview.ready());
      assert.deepEqual(await preview.interrupt(), { code: 0, signal: null }, 'Ctrl-C ends it well');
      return result;
    } finally {
      await preview.interrupt();
    }
  } finally {
    rmSync(folder.root, { recursive: true, force: true });
  }
}

/** Waits until `ask()` gives something, and gives it. A page that is loading anew while it is asked gives nothing. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await Promise.resolve(ask()).catch((fault) => {
      if (!/context was destroyed/.test(fault.message)) throw fault;
    });
    if (found) return found;
    if (Date.now() > end) assert.fail(`in vain: ${what}`);
    await sleep(10);
  }
}

/**
 * A page hears by its worker, behind its back: by then it surely does. What changed before it is told of later all the same, but for
 * styles and images.
 */
export const hears = () => sleep(300);

/** A new page at an address, with a mark that lives as long as its document. Script errors are noted in `faults`. */
export async function look(context, url, faults = []) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // Of a page that does not exist the browser itself says so.
    const isMissing = /status of (404|500)/.test(message.text());
    if (message.type() === 'error' && !isMissing) faults.push(`${page.url()}: ${message.text()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  await mark(page);
  return page;
}

export async function mark(page) {
  await page.evaluate(() => {
    globalThis.depecheMark = true;
  });
}

/** Whether it is still the document that was marked. */
export async function isMarked(page) {
  return page.evaluate(() => globalThis.depecheMark === true);
}
