// Owns the browser: how Chromium is started, how a site is put before it without a server, and what it is watched for.
// A request that the site's own files do not answer never leaves this machine: it is a fault.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium } from 'playwright-core';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.vtt': 'text/vtt',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
};

/** Runs `work(context)` in a new Chromium with an empty profile, and leaves nothing behind. */
export async function withChromium(options, work) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'depeche-chromium-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [...FLAGS, ...asRoot],
    ...options,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Answers every request below the site's base address from its folder; any other is refused and noted in `watch`. */
export async function serve(context, site, watch = { faults: [] }) {
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    const { file } = url.startsWith(site.base) ? site.resolve('index.html', url, { absolute: true }) : {};
    if (!url.startsWith(site.base)) {
      watch.faults.push(`${pageOf(site, route.request())}: asks another host: ${url}`);
      await route.abort();
    } else if (!site.files.has(file)) {
      watch.faults.push(`${pageOf(site, route.request())}: asks for \`${file}\`, which does not exist`);
      await route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' });
    } else {
      const contentType = TYPES[path.extname(file)] ?? 'application/octet-stream';
      await route.fulfill({ status: 200, contentType, body: readFileSync(path.join(site.root, file)) });
    }
  });
}

/** Opens each page as it would be on its host and notes requests elsewhere, refusals by policy, and errors. */
export async function visitFaults(site, pages) {
  const watch = { faults: [] };
  await withChromium({}, async (context) => {
    await serve(context, site, watch);
    const page = await context.newPage();
    const here = () => page.url().slice(site.base.length);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) watch.faults.push(`${here()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => watch.faults.push(`${here()}: ${error.message}`));
    for (const file of pages) {
      await page.goto(site.base + encodeURI(file), { waitUntil: 'load' });
    }
  });
  return [...new Set(watch.faults)];
}

/**
 * Walks from `from` through the kinds of `path` by clicking links, from file://, without JavaScript. A kind that the
 * page does not link to is reached by way of an article. Returns `{ faults, walked }`.
 */
export async function walkFaults(site, from, kinds) {
  const kindOf = new Map([...site.kinds].flatMap(([kind, pages]) => pages.map((page) => [page, kind])));
  const root = `file://${site.root.split('/').map(encodeURIComponent).join('/')}/`;
  const faults = [];
  const walked = [from];
  await withChromium({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } }, async (context) => {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(root)) faults.push(`${walked.at(-1)}: asks for ${request.url()}`);
    });
    page.on('requestfailed', (request) => faults.push(`${walked.at(-1)}: could not load ${request.url()}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`${walked.at(-1)}: ${message.text()}`);
    });
    await page.goto(root + encodeURI(from), { waitUntil: 'load' });
    for (const kind of kinds) {
      const step = (await follow(page, root, (file) => kindOf.get(file) === kind)) ?? (await viaArticle(page, kind));
      if (!step) {
        faults.push(`${walked.at(-1)}: no link leads to a page of kind "${kind}"`);
        return;
      }
      walked.push(step);
    }
    async function viaArticle(at, kind) {
      const article = await follow(at, root, (file) => kindOf.get(file) === 'article');
      if (article) walked.push(article);
      return article && follow(at, root, (file) => kindOf.get(file) === kind);
    }
  });
  return { faults, walked };
}

// Clicks the first visible link to another file that `wanted` accepts; the file, or null.
async function follow(page, root, wanted) {
  const fileOf = (url) =>
    url.startsWith(root) ? decodeURIComponent(url.slice(root.length).replace(/[?#].*$/, '')) : null;
  const here = fileOf(page.url());
  for (const link of await page.locator('a[href]').all()) {
    const file = fileOf(new URL(await link.getAttribute('href'), page.url()).href);
    if (file === null || file === here || !wanted(file) || !(await link.isVisible())) continue;
    await link.click();
    await page.waitForURL((url) => fileOf(url.href) === file, { waitUntil: 'load', timeout: 10_000 });
    return file;
  }
  return null;
}

function pageOf(site, request) {
  const url = request.frame()?.url() ?? '';
  return url.startsWith(site.base) ? url.slice(site.base.length) : url;
}
