// Runs in the extension host, beside the extension under test: its tests have the whole `vscode` API. They run in the
// window whose folder is called `inside`, and write what came of them into the file that INSIDE_RESULTS names, a line
// of JSON each.

const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

const { tests } = require('./tests.cjs');

/** Longer than any test takes, in ms; only what hangs reaches it. */
const PATIENCE = 20_000;

exports.activate = () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.name === 'inside') void runAll(folder.uri);
};

async function runAll(folder) {
  const announced = JSON.parse(process.env.INSIDE_CAPABILITIES);
  for (const [name, test, needs] of tests) {
    const waiting = needs && !(needs in announced) ? `the server does not announce ${needs} yet` : undefined;
    tell({ name, ...(waiting ? { waiting } : await run(test, folder)) });
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
