// Runs in the extension host, beside the extension under test: its tests have the whole `vscode` API. They run in the
// window whose folder is called `inside`, and write what came of them into the file that INSIDE_RESULTS names, a line
// of JSON each.

const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

const { tests } = require('./tests.cjs');

/** Longer than any test takes, in ms; only what hangs reaches it. */
const PATIENCE = 120_000;

exports.activate = () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.name === 'inside') void runAll(folder.uri);
};

async function runAll(folder) {
  for (const [name, test] of tests) {
    tell({ name, ...(await run(test, folder)) });
  }
  tell({ end: true });
}

async function run(test, folder) {
  let timer;
  const tooLong = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error('It has not ended.')), PATIENCE);
  });
  try {
    return { note: await Promise.race([test(folder), tooLong]) };
  } catch (error) {
    return { error: error.stack };
  } finally {
    clearTimeout(timer);
  }
}

function tell(result) {
  appendFileSync(process.env.INSIDE_RESULTS, `${JSON.stringify(result)}\n`);
}
