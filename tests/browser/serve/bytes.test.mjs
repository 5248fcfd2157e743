// There is no second way to build: what is served is what `build` writes, byte for byte, but for the script's tag; so it is from the
// start, and so it is after every kind of change.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

import { BINARY, article, sampleArchive, until, withPreview } from '../lib/preview.mjs';
import { none } from '../lib/report.mjs';

const TAG = /<script src="\/__depeche\/client\.js" data-events="[^"<>]*"><\/script>/g;
// The preview holds no finished site, and so no list of its files.
const MANIFEST = /^manifest(\.sha256$|\/)/;

/** The files of a build of a folder as it is now: name to bytes. */
function built(root) {
  const output = mkdtempSync(path.join(os.tmpdir(), 'depeche-bytes-'));
  try {
    execFileSync(BINARY, ['build', '--quiet', '--root', root, '--output', output], { stdio: ['ignore', 'ignore', 'pipe'] });
    const entries = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = entries.map((entry) => path.relative(output, path.join(entry.parentPath, entry.name)));
    const own = names.filter((name) => !MANIFEST.test(name));
    return new Map(own.map((name) => [name, readFileSync(path.join(output, name))]));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

const address = (preview, name) => preview.url + name.split('/').map(encodeURIComponent).join('/');

/** How what is served differs from what is built. */
async function differences(preview) {
  const faults = [];
  const files = built(preview.folder.root);
  for (const [name, bytes] of files) {
    const answer = await fetch(address(preview, name));
    const body = Buffer.from(await answer.arrayBuffer());
    // As Latin-1 a text is its bytes.
    const text = body.toString('latin1');
    const tags = text.match(TAG)?.length ?? 0;
    if (answer.status !== 200) faults.push(`${name}: ${answer.status}`);
    else if (tags !== (name.endsWith('.html') ? 1 : 0)) faults.push(`${name}: ${tags} tags of the script`);
    else if (!Buffer.from(text.replace(TAG, ''), 'latin1').equals(bytes)) faults.push(`${name}: other bytes`);
  }
  return { faults, files };
}

await test('what is served is what is built', async (t) => {
  await withPreview(sampleArchive, { args: ['--drafts'] }, async (preview) => {
    const { folder } = preview;
    let names = [];
    const compare = async () => {
      const { faults, files } = await differences(preview);
      none(faults);
      // What a build no longer makes is no longer served.
      for (const name of names.filter((known) => !files.has(known))) {
        assert.equal((await fetch(address(preview, name))).status, 404, `${name} is gone`);
      }
      names = [...files.keys()];
      return files.size;
    };
    const step = (title, change) =>
      t.test(title, async () => {
        const before = preview.lines.length;
        change();
        await preview.says(/ ms\)$/, before);
        await until('a turn has ended', async () => {
          const said = preview.lines.length;
          await new Promise((resolve) => setTimeout(resolve, 60));
          return said === preview.lines.length;
        });
        await compare();
      });

    await t.test('every file of the sample archive', async () => {
      assert.ok((await compare()) > 200);
    });
    const text = 'content/2017/10/kirkuk-withdrawal.md';
    await step('after a changed body', () => folder.edit(text, (it) => `${it}\nOne more paragraph, with a [link](hawija-annoncee-reprise.txt).\n`));
    await step('after a changed body whose first words describe it', () =>
      folder.edit('content/2014/06/suqut-al-mawsil.md', (it) => it.replace(/(^\+\+\+[^]*?\n\+\+\+\n)/, '$1مقدمة جديدة.\n\n')),
    );
    await step('after a changed headline', () => folder.edit(text, (it) => it.replace('Iraqi forces enter', 'Iraqi troops enter')));
    await step('after a changed tag', () => folder.edit(text, (it) => it.replace('"offensive"]', '"retreat"]')));
    await step('after a changed date', () => folder.edit(text, (it) => it.replace('published = 2017-10-16', 'published = 2017-10-17')));
    await step('after a changed page', () => folder.edit('content/methode.md', (it) => `${it}\nUn mot de plus.\n`));
    await step('after a changed press copy', () => folder.edit('content/2017/10/nord-kurdes.txt', (it) => `${it}\nUn alinéa de plus.\n`));
    await step('after a new article', () => folder.write('content/2017/12/nouveau.md', article('nouveau', 'Voir [plus](../10/kirkuk-withdrawal.md).', { published: '2017-12-30' })));
    await step('after a new image', () => folder.write('content/2017/10/carte-neuve.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\n'));
    await step('after a changed image', () => folder.edit('content/2017/10/carte-al-qaim.svg', (it) => it.replace('</svg>', '<path d="M0 0h1"/></svg>')));
    await step('after changed styles', () => folder.edit('static/style.css', (it) => `${it}\nbody { color: red }\n`));
    await step('after a changed template', () => folder.edit('templates/base.html', (it) => it.replace('</footer>', '<p>Pied.</p></footer>')));
    await step('after a changed string', () => folder.edit('i18n/fr.ftl', (it) => it.replace(/^newest = .*$/m, 'newest = Du neuf')));
    await step('after changed settings', () => folder.edit('site.toml', (it) => it.replace('page_size = 100', 'page_size = 3')));
    await step('after a renamed article', () => folder.move(text, 'content/2017/10/kirkuk.md'));
    await step('after a deleted article', () => folder.remove('content/2017/10/kirkuk.md'));
    await step('after a draft is published', () => folder.edit('content/2017/12/chronologie-complete.md', (it) => it.replace(/^(status|embargo) = .*\n/gm, '')));
    await step('after all of it is taken back', () => sampleArchive(folder));
    await step('after a change in the folders that came back', () => folder.edit(text, (it) => `${it}\nOne paragraph more.\n`));
    assert.ok(!existsSync(folder.at('public')), 'nothing was written where a build writes');
  });
});

