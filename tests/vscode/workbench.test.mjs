// VS Code with the extension, from inside the extension host and from outside, as a person meets it.
//
//   node --test workbench.test.mjs
//
// DEBATE_LS names the server, CODE_SERVER the folder that `install` made, VSIX the packed extension, ARTEFACTS where
// pictures are kept.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { runInside } from './inside.mjs';
import { asAPerson, inAStrangersFolder } from './person.mjs';
import { startWorkbench } from './workbench.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { DEBATE_LS, CODE_SERVER, VSIX, ARTEFACTS } = process.env;
const artefacts = resolve(ARTEFACTS);
const scratch = mkdtempSync(join(tmpdir(), 'debate-vscode-'));
const results = join(scratch, 'inside.json');
const read = (name) => readFileSync(join(here, name), 'utf8');
const files = {
  'syria.debate': read('../briefs/syria.debate'),
  'cooperation.debate': read('briefs/cooperation.debate'),
};

/** In bytes, without a server's program in it. */
const LARGEST_VSIX = 400 * 1024;

/** The day is fixed: ages are part of what is looked at. */
const SETTINGS = { 'debate.server.path': resolve(DEBATE_LS), 'debate.server.arguments': ['--today', '2021-10-01'] };

let workbench;

before(async () => {
  rmSync(artefacts, { recursive: true, force: true });
  mkdirSync(artefacts, { recursive: true });
  workbench = await startWorkbench({
    codeServer: resolve(CODE_SERVER),
    extensions: [resolve(VSIX), await packed(join(here, 'inside'), scratch)],
    settings: SETTINGS,
    environment: { INSIDE_RESULTS: results },
  });
});

after(async () => {
  // Windows are closed by the tests that opened them; one that is left is one where something went wrong.
  await workbench?.photographOpenWindows(artefacts);
  workbench?.keepLogs(join(artefacts, 'logs'));
  await workbench?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('the .vsix is small', (t) => {
  const { size } = statSync(VSIX);
  t.diagnostic(`${Math.ceil(size / 1024)} KB`);
  assert.ok(size <= LARGEST_VSIX, `${size} bytes`);
});

test('inside the extension host', async (t) => {
  await runInside(t, workbench, results, { ...files, 'debate-ls.toml': 'words_per_minute = 200\n', 'a.debate': '', 'a.brief': '', 'a.cards': '' });
});

test('as a person', async (t) => {
  await asAPerson(t, workbench, files, artefacts);
});

test('nothing went wrong in an extension host', () => {
  const ours = workbench.logs().filter((line) => /\[error\]/i.test(line));
  assert.deepEqual(ours, []);
});

test('in a stranger’s folder, and when the server dies', async (t) => {
  const wary = await startWorkbench({
    codeServer: resolve(CODE_SERVER),
    extensions: [resolve(VSIX)],
    settings: SETTINGS,
    environment: {},
    wary: true,
  });
  try {
    await inAStrangersFolder(t, wary, files, artefacts);
  } finally {
    await wary.photographOpenWindows(artefacts);
    wary.keepLogs(join(artefacts, 'logs-stranger'));
    await wary.stop();
  }
});

/** The extension in `folder`, as a .vsix in `into`. */
async function packed(folder, into) {
  const require = createRequire(join(here, '../../editors/vscode/package.json'));
  const { createVSIX } = require('@vscode/vsce');
  const packagePath = join(into, 'inside.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
