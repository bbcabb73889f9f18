// VS Code with the extension: inside the extension host, and from outside, as a user sees it.
//
//   node --test workbench.test.mjs
//
// DEBATE_LS names the server, CODE_SERVER the folder that `install` made, VSIX the packed extension, ARTIFACTS the
// folder for screenshots and logs.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { cuttingScenarios } from './cutting.mjs';
import { runInExtensionHost } from './extensionHost.mjs';
import { findScenarios } from './find.mjs';
import { pasteScenarios } from './paste.mjs';
import { untrustedFolder, userScenarios } from './scenarios.mjs';
import { speechScenarios } from './speech.mjs';
import { wordScenarios } from './word.mjs';
import { startWorkbench } from './workbench.mjs';
import { writingScenarios } from './writing.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { DEBATE_LS, CODE_SERVER, VSIX, ARTIFACTS } = process.env;
const artifacts = resolve(ARTIFACTS);
const scratch = mkdtempSync(join(tmpdir(), 'debate-vscode-'));
const results = join(scratch, 'inside.json');
const read = (name) => readFileSync(join(here, name), 'utf8');
const files = {
  'syria.debate': read('../briefs/syria.debate'),
  'cooperation.debate': read('briefs/cooperation.debate'),
};

/** In bytes, without a bundled server. The pictures of the walkthrough are half of it. */
const MAX_VSIX_SIZE = 600 * 1024;

/** Today is fixed, because the tests look at ages. */
const SETTINGS = { 'debate.server.path': resolve(DEBATE_LS), 'debate.server.arguments': ['--today', '2021-10-01'] };

let workbench;

before(async () => {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  workbench = await startWorkbench({
    codeServer: resolve(CODE_SERVER),
    extensions: [resolve(VSIX), await pack(join(here, 'inside'), scratch)],
    settings: SETTINGS,
    environment: { INSIDE_RESULTS: results },
  });
});

after(async () => {
  // Each test closes its windows. A window that is still open belongs to a failed test.
  await workbench?.screenshotOpenWindows(artifacts);
  workbench?.keepLogs(join(artifacts, 'logs'));
  await workbench?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('the .vsix is small', (t) => {
  const { size } = statSync(VSIX);
  t.diagnostic(`${Math.ceil(size / 1024)} KB`);
  assert.ok(size <= MAX_VSIX_SIZE, `${size} bytes`);
});

test('inside the extension host', async (t) => {
  await runInExtensionHost(t, workbench, results, { ...files, 'debate-ls.toml': 'words_per_minute = 200\n', 'a.debate': '', 'a.brief': '', 'a.cards': '' });
});

test('as a user', async (t) => {
  await userScenarios(t, workbench, files, artifacts);
});

test('writing', async (t) => {
  await writingScenarios(t, workbench, artifacts);
});

test('cutting', async (t) => {
  await cuttingScenarios(t, workbench, artifacts);
});

test('pasting', async (t) => {
  await pasteScenarios(t, workbench, artifacts);
});

test('speech and reading', async (t) => {
  await speechScenarios(t, workbench, artifacts);
});

test('finding cards', async (t) => {
  await findScenarios(t, workbench, artifacts);
});

test('Word files', async (t) => {
  await wordScenarios(t, workbench, artifacts);
});

test('no extension host logs an error', () => {
  // The client logs each request that the server refuses: here, to show an RTF file under the name of a Word file.
  const refused = /\[error\] Request workspace\/textDocumentContent failed\./;
  const errors = workbench.logs().filter((line) => /\[error\]/i.test(line) && !refused.test(line));
  assert.deepEqual(errors, []);
});

test('in an untrusted folder, and when the server crashes', async (t) => {
  const untrusting = await startWorkbench({
    codeServer: resolve(CODE_SERVER),
    extensions: [resolve(VSIX)],
    settings: SETTINGS,
    environment: {},
    requireTrust: true,
  });
  try {
    await untrustedFolder(t, untrusting, files, artifacts);
  } finally {
    await untrusting.screenshotOpenWindows(artifacts);
    untrusting.keepLogs(join(artifacts, 'logs-untrusted'));
    await untrusting.stop();
  }
});

/** Packs the extension in `folder` into a .vsix in `target`, and returns its path. */
async function pack(folder, target) {
  const require = createRequire(join(here, '../../editors/vscode/package.json'));
  const { createVSIX } = require('@vscode/vsce');
  const packagePath = join(target, 'inside.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
