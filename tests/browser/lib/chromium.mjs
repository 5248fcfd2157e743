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

/** Where a site could stand beside its own address: below a folder of some host. */
export const SUBFOLDER = 'https://mirror.invalid/sub/dir/';

/** Where it stands as a folder on a disk. */
export function onDisk(site) {
  return `file://${site.root.split('/').map(encodeURIComponent).join('/')}/`;
}

/** Answers every request below `base` from the site's folder; any other is refused and noted in `watch`. */
export async function serve(context, site, watch = { faults: [] }, base = site.base) {
  await context.route(/^https?:/, async (route) => {
    const url = route.request().url();
    const file = fileOf(base, url);
    if (file === null) {
      watch.faults.push(`${pageOf(base, route.request())}: asks another host: ${url}`);
      await route.abort();
    } else if (!site.files.has(file)) {
      watch.faults.push(`${pageOf(base, route.request())}: asks for \`${file}\`, which does not exist`);
      await route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' });
    } else {
      const contentType = TYPES[path.extname(file)] ?? 'application/octet-stream';
      await route.fulfill({ status: 200, contentType, body: readFileSync(path.join(site.root, file)) });
    }
  });
}

/** Opens each page as it would be at `base` (its host, or another place) and notes requests elsewhere, refusals by policy, and errors. */
export async function visitFaults(site, pages, base = site.base) {
  const watch = { faults: [] };
  await withChromium({}, async (context) => {
    await serve(context, site, watch, base);
    const page = await context.newPage();
    watchPage(page, base, watch.faults, () => page.url().slice(base.length));
    for (const file of pages) {
      await page.goto(base + encodeURI(file), { waitUntil: 'load' });
    }
  });
  return [...new Set(watch.faults)];
}

// Notes what a page asks for outside of `base`, what it could not load, and what the browser says of it.
function watchPage(page, base, faults, here) {
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(https?|data|about):/.test(request.url())) {
      faults.push(`${here()}: asks for ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // What a page was still loading when it was left is no fault.
    if (request.url().startsWith('file:') && request.failure()?.errorText !== 'net::ERR_ABORTED') {
      faults.push(`${here()}: could not load ${request.url()}`);
    }
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${here()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${here()}: ${error.message}`));
}

/**
 * Walks from `from` through the kinds of `path` by clicking links, from a disk or another `base`, without JavaScript. A kind that
 * the page does not link to is reached by way of an article. Returns `{ faults, walked }`.
 */
export async function walkFaults(site, from, kinds, base = onDisk(site)) {
  const kindOf = new Map([...site.kinds].flatMap(([kind, pages]) => pages.map((page) => [page, kind])));
  const watch = { faults: [] };
  const { faults } = watch;
  const walked = [from];
  await withChromium({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } }, async (context) => {
    await serve(context, site, watch, base);
    const page = await context.newPage();
    watchPage(page, base, faults, () => walked.at(-1));
    await page.goto(base + encodeURI(from), { waitUntil: 'load' });
    for (const kind of kinds) {
      const step = (await follow(page, base, (file) => kindOf.get(file) === kind)) ?? (await viaArticle(page, kind));
      if (!step) {
        faults.push(`${walked.at(-1)}: no link leads to a page of kind "${kind}"`);
        return;
      }
      walked.push(step);
    }
    async function viaArticle(at, kind) {
      const article = await follow(at, base, (file) => kindOf.get(file) === 'article');
      if (article) walked.push(article);
      return article && follow(at, base, (file) => kindOf.get(file) === kind);
    }
  });
  return { faults, walked };
}

// Clicks the first visible link to another file that `wanted` accepts; the file, or null.
async function follow(page, base, wanted) {
  const here = fileOf(base, page.url());
  for (const link of await page.locator('a[href]').all()) {
    const file = fileOf(base, new URL(await link.getAttribute('href'), page.url()).href);
    if (file === null || file === here || !wanted(file) || !(await link.isVisible())) continue;
    await link.click();
    await page.waitForURL((url) => fileOf(base, url.href) === file, { waitUntil: 'load', timeout: 10_000 });
    return file;
  }
  return null;
}

// The file of a site at `base` that an address stands for; null where it is not the site's.
function fileOf(base, url) {
  if (!url.startsWith(base)) return null;
  const file = decodeURIComponent(url.slice(base.length).replace(/[?#].*$/, ''));
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

function pageOf(base, request) {
  const url = request.frame()?.url() ?? '';
  return url.startsWith(base) ? url.slice(base.length) : url;
}
