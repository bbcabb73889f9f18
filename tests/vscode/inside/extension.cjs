// Runs in the extension host, beside the extension under test, so its tests have the whole `vscode` API. They run in
// the window whose folder is called `inside`, and write their results to the file INSIDE_RESULTS, one line of JSON for
// each test.

const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

const { tests } = require('./tests.cjs');

/** The time limit of a test, in ms. Only a test that hangs reaches it. */
const TIMEOUT = 120_000;

exports.activate = () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.name === 'inside') void runAll(folder.uri);
};

async function runAll(folder) {
  for (const [name, test] of tests) {
    writeResult({ name, ...(await run(test, folder)) });
  }
  writeResult({ end: true });
}

async function run(test, folder) {
  let timer;
  const tooLong = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error('The test does not end.')), TIMEOUT);
  });
  try {
    return { note: await Promise.race([test(folder), tooLong]) };
  } catch (error) {
    return { error: error.stack };
  } finally {
    clearTimeout(timer);
  }
}

function writeResult(result) {
  appendFileSync(process.env.INSIDE_RESULTS, `${JSON.stringify(result)}\n`);
}
