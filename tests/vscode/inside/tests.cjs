// What the extension does, as another extension sees it. The order matters: the first test is about activation.
// A test may return a note, which the report shows.

const assert = require('node:assert/strict');
const vscode = require('vscode');

const YEAR_MISSING_LINE = 42; // `9-1, ,`
const TAG_LINES = [2, 10, 16, 22, 28, 34, 40, 46];

const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);
const at = (line, character) => new vscode.Position(line, character);
const rulesOf = (problems) => problems.map((problem) => problem.code?.value ?? problem.code);
const text = (markdown) => (typeof markdown === 'string' ? markdown : markdown.value);

async function until(condition, what) {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Timed out waiting until ${what}.`);
    await new Promise((go) => setTimeout(go, 25));
  }
}

/** Opens a brief as it is on disk, and waits for its diagnostics. */
async function openBrief(folder, name = 'syria.debate') {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  const editor = await vscode.window.showTextDocument(document);
  if (document.isDirty) await run('workbench.action.files.revert');
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  await until(() => problems(document).length > 0, 'there are diagnostics');
  return editor;
}

function problems({ uri }) {
  return vscode.languages.getDiagnostics(uri);
}

/** Runs a command and returns what it copies: `nothing` if it copies nothing. */
async function copied(command) {
  await vscode.env.clipboard.writeText('nothing');
  await run(command);
  return vscode.env.clipboard.readText();
}

exports.tests = [
  [
    'it activates in a folder of briefs, before one is opened',
    async (folder) => {
      const extension = vscode.extensions.getExtension('debate-ls.debate');
      const start = performance.now();
      await until(() => extension.isActive, 'it is active');
      const editor = await openBrief(folder);
      await until(() => run('vscode.executeDocumentSymbolProvider', editor.document.uri), 'there is an outline');
      const served = performance.now() - start;
      return `first diagnostics and outline after ${served.toFixed(0)} ms`;
    },
  ],
  [
    'a file that ends in .debate, .brief or .cards is a brief',
    async (folder) => {
      for (const name of ['a.debate', 'a.brief', 'a.cards']) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
        assert.equal(document.languageId, 'debate', name);
      }
    },
  ],
  [
    'long lines are wrapped and drawn to their end',
    async (folder) => {
      const settings = vscode.workspace.getConfiguration('editor', { languageId: 'debate', uri: folder });
      assert.equal(settings.get('wordWrap'), 'on');
      assert.equal(settings.get('stopRenderingLineAfter'), -1);
      assert.equal(settings.get('minimap.enabled'), false);
      assert.equal(settings.get('stickyScroll.enabled'), true);
      assert.equal(settings.get('unicodeHighlight.ambiguousCharacters'), false);
    },
  ],
  [
    'the outline is the block and its eight cards, with source and date',
    async (folder) => {
      const { document } = await openBrief(folder);
      const [block, ...others] = await run('vscode.executeDocumentSymbolProvider', document.uri);
      assert.deepEqual(others, []);
      assert.equal(block.name, 'Answers to: Russia Won’t Cooperate on Syria if the US puts pressure on Russia');
      assert.deepEqual(
        block.children.map((card) => card.selectionRange.start.line),
        TAG_LINES,
      );
      assert.match(block.children[0].detail, /^Thai News Service 21 · Sep 7, 2021 · /);
      assert.match(block.children[6].detail, /Sep 1, year missing/);
    },
  ],
  [
    'a cite without a year is a problem until the year is typed',
    async (folder) => {
      const editor = await openBrief(folder);
      const missing = () => problems(editor.document).filter((problem) => rulesOf([problem])[0] === 'cite-year-missing');
      assert.equal(missing().length, 1);
      assert.equal(missing()[0].range.start.line, YEAR_MISSING_LINE);
      const column = editor.document.lineAt(YEAR_MISSING_LINE).text.indexOf('9-1, ,') + '9-1, '.length;
      await editor.edit((edit) => edit.insert(at(YEAR_MISSING_LINE, column), '21'));
      await until(() => missing().length === 0, 'the problem is gone');
      await run('undo');
      await until(() => missing().length === 1, 'the problem is back');
    },
  ],
  [
    'no problem is shown twice',
    async (folder) => {
      const { document } = await openBrief(folder);
      const places = problems(document).map(({ range, code, message }) => JSON.stringify([range, code, message]));
      assert.equal(new Set(places).size, places.length);
    },
  ],
  [
    'a hover shows how old a source is',
    async (folder) => {
      const { document } = await openBrief(folder);
      const hovers = await run('vscode.executeHoverProvider', document.uri, at(4, 22));
      const shown = hovers.flatMap((hover) => hover.contents.map(text)).join('\n');
      assert.match(shown, /Tuesday, September 7, 2021/);
      assert.match(shown, /3 weeks ago/);
    },
  ],
  [
    'the next and the previous card, and the end of the brief',
    async (folder) => {
      const editor = await openBrief(folder);
      const line = () => editor.selection.active.line;
      for (const tag of TAG_LINES) {
        await run('debate.nextCard');
        assert.equal(line(), tag);
      }
      await run('debate.nextCard');
      assert.equal(line(), TAG_LINES.at(-1), 'there are no more cards');
      for (const tag of TAG_LINES.slice(0, -1).reverse()) {
        await run('debate.previousCard');
        assert.equal(line(), tag);
      }
    },
  ],
  [
    'the next and the previous block',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const headings = ['## Solvency', '### AT: Russia will cooperate', '### AT: Pressure works', '## Disadvantage'];
      for (const heading of headings) {
        await run('debate.nextBlock');
        assert.equal(editor.document.lineAt(editor.selection.active).text, heading);
      }
      await run('debate.previousBlock');
      assert.equal(editor.document.lineAt(editor.selection.active).text, headings.at(-2));
    },
  ],
  [
    'the next and the previous cite with a problem',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const found = [];
      for (let before = -1; editor.selection.active.line !== before; ) {
        before = editor.selection.active.line;
        await run('debate.nextProblemCite');
        found.push(editor.document.lineAt(editor.selection.active).text.split(/[ ,]/)[0]);
      }
      assert.ok(found.includes('Petrov'), found.join());
      assert.ok(!found.includes('Okafor'), 'this cite is complete');
      editor.selection = new vscode.Selection(editor.document.positionAt(1e9), editor.document.positionAt(1e9));
      await run('debate.previousProblemCite');
      assert.equal(editor.document.lineAt(editor.selection.active).text.split(/[ ,]/)[0], found.at(-1));
    },
  ],
  [
    'a cite is copied as written, from anywhere in its card',
    async (folder) => {
      const editor = await openBrief(folder);
      for (const line of [TAG_LINES[5], TAG_LINES[5] + 2, TAG_LINES[5] + 4]) {
        editor.selection = new vscode.Selection(line, 3, line, 3);
        assert.match(await copied('debate.copyCite'), /^Thai News Service, 9-16, 21, United States\/Syria\/Russia: /);
      }
    },
  ],
  [
    'a card is copied as read aloud: tag, short cite, and what is highlighted',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const line = 10; // the body of the first card, with one highlight
      editor.selection = new vscode.Selection(line, 5, line, 5);
      assert.equal(
        await copied('debate.copyCardAsRead'),
        [
          'Mediation fails: every deal since 2018 has collapsed',
          'Okafor 21',
          'each ended with shelling by the side that had asked for it',
        ].join('\n'),
      );
    },
  ],
  [
    'nothing is copied outside of a card',
    async (folder) => {
      await openBrief(folder, 'cooperation.debate');
      assert.equal(await copied('debate.copyCite'), 'nothing');
    },
  ],
  [
    'the statistics and bibliography pages update with the brief',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const page = (name) =>
        vscode.workspace.openTextDocument(
          vscode.Uri.from({
            scheme: 'debate-page',
            path: `/${name} of cooperation.debate.md`,
            query: editor.document.uri.toString(),
          }),
        );
      const statistics = await page('Statistics');
      assert.match(statistics.getText(), /\| Cards \| 8 \|/);
      assert.match(statistics.getText(), /AT: Pressure works \| 3 \|/);
      const bibliography = (await page('Bibliography')).getText();
      const sources = bibliography.split('\n').filter((line) => line.startsWith('- '));
      assert.equal(sources.length, 8);
      assert.match(sources[0], /^- Ace, Mehmet\. “Is the Calm About to End\?” _Northern Daily_, Sep 9–16, 2021\. <https:/);
      await editor.edit((edit) => edit.insert(at(0, 0), '### AT: Something new\n\n'));
      await until(() => /AT: Something new/.test(statistics.getText()), 'the page is updated');
      await run('undo');
    },
  ],
  [
    'a server that is restarted knows the open briefs',
    async (folder) => {
      const { document } = await openBrief(folder);
      const before = rulesOf(problems(document));
      await run('debate.restartServer');
      await until(() => problems(document).length > 0, 'there are diagnostics again');
      assert.deepEqual(rulesOf(problems(document)), before);
      const [block] = await run('vscode.executeDocumentSymbolProvider', document.uri);
      assert.equal(block.children.length, 8);
    },
  ],
  [
    'an unsaved brief has diagnostics too',
    async () => {
      const content = 'AT: Russia\n\nMediation fails\n\nChoi, 9-1, , The Hill, “Kremlin warns of actions”\n\nA spokesperson said so.\n';
      const document = await vscode.workspace.openTextDocument({ language: 'debate', content });
      await vscode.window.showTextDocument(document);
      await until(() => rulesOf(problems(document)).includes('cite-year-missing'), 'there are diagnostics');
      await run('workbench.action.revertAndCloseActiveEditor');
    },
  ],
  [
    'a quick fix fixes its problem',
    async (folder) => {
      const editor = await openBrief(folder);
      const artifact = problems(editor.document).find((problem) => rulesOf([problem])[0] === 'body-artifact');
      const fixes = await run('vscode.executeCodeActionProvider', editor.document.uri, artifact.range, 'quickfix', 9);
      const fix = fixes.find(({ title, edit }) => title === 'Remove it' && edit);
      assert.ok(fix, `among: ${fixes.map((action) => action.title).join('; ')}`);
      await vscode.workspace.applyEdit(fix.edit);
      assert.match(editor.document.lineAt(artifact.range.start.line).text, /^The Syrian military/);
      await run('undo');
    },
  ],
  [
    'blocks and cards fold',
    async (folder) => {
      const { document } = await openBrief(folder);
      const ranges = await run('vscode.executeFoldingRangeProvider', document.uri);
      const starts = ranges.map((range) => range.start);
      for (const line of [0, ...TAG_LINES]) assert.ok(starts.includes(line), `line ${line}, among ${starts.join()}`);
      const block = ranges.find((range) => range.start === 0);
      assert.ok(block.end >= TAG_LINES.at(-1) + 4, 'the block folds all of its cards');
    },
  ],
  [
    'links in cites can be opened',
    async (folder) => {
      const { document } = await openBrief(folder, 'cooperation.debate');
      const links = await run('vscode.executeLinkProvider', document.uri, 100);
      const targets = links.map((link) => link.target?.toString());
      assert.ok(targets.includes('https://example.org/review/deals'), targets.join());
    },
  ],
  [
    'a cite is completed with the sources of the folder',
    async (folder) => {
      const editor = await openBrief(folder);
      const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      await editor.edit((edit) => edit.insert(end, '\n\n#### Russia will never leave Syria\n\nThai'));
      const typed = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      const list = await run('vscode.executeCompletionItemProvider', editor.document.uri, typed);
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.some((label) => label.includes('Thai News Service')), labels.join('; '));
      await run('undo');
    },
  ],
  [
    'a block is renamed with the references to it',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const line = editor.document.getText().split('\n').indexOf('### AT: Pressure works');
      const edit = await run('vscode.executeDocumentRenameProvider', editor.document.uri, at(line, 8), 'Sanctions work');
      await vscode.workspace.applyEdit(edit);
      assert.equal(editor.document.lineAt(line).text, '### AT: Sanctions work');
      assert.match(editor.document.getText(), /\[\[AT: Sanctions work\]\]/);
      assert.doesNotMatch(editor.document.getText(), /AT: Pressure works/);
      await run('undo');
    },
  ],
  [
    'a cite whose date is not plain shows it, and every cite if the user wants',
    async (folder) => {
      const { document } = await openBrief(folder);
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const shown = async () => {
        const hints = await run('vscode.executeInlayHintProvider', document.uri, all);
        return hints.map(({ label }) => (typeof label === 'string' ? label : label.map((part) => part.value).join('')));
      };
      const has = (text) => async () => (await shown()).some((hint) => hint.includes(text));
      await until(has('year missing'), 'a date without a year has a hint');
      assert.ok(!(await has('2021-09-07')()), (await shown()).join('; '));
      await run('debate.toggle.plainDates');
      await until(has('2021-09-07'), 'every date has a hint');
      await run('debate.toggle.plainDates');
      await until(async () => !(await has('2021-09-07')()), 'the hint is gone');
    },
  ],
  [
    'a code lens shows the size of a block',
    async (folder) => {
      const { document } = await openBrief(folder);
      const lenses = await run('vscode.executeCodeLensProvider', document.uri, 10);
      assert.ok(lenses.some(({ command }) => /8 cards/.test(command?.title)), JSON.stringify(lenses));
    },
  ],
  [
    'headings, tags and cites have colors',
    async (folder) => {
      const { document } = await openBrief(folder);
      const { tokenTypes } = await run('vscode.provideDocumentSemanticTokensLegend', document.uri);
      const { data } = await run('vscode.provideDocumentSemanticTokens', document.uri);
      assert.ok(data.length > 0);
      const contributed = vscode.extensions.getExtension('debate-ls.debate').packageJSON.contributes;
      const [{ scopes }] = contributed.semanticTokenScopes;
      const unknown = tokenTypes.filter((type) => !(type in scopes));
      assert.deepEqual(unknown, [], 'every token type of the server has a color');
    },
  ],
  [
    'a bibliography is copied in the chosen format',
    async (folder) => {
      await openBrief(folder, 'cooperation.debate');
      await vscode.env.clipboard.writeText('nothing');
      await run('debate.copyBibliography', 'bibtex');
      const entries = (await vscode.env.clipboard.readText()).match(/^@\w+\{/gm) ?? [];
      assert.equal(entries.length, 8);
    },
  ],
  [
    'a setting takes effect at once, and only chosen settings are sent',
    async (folder) => {
      const editor = await openBrief(folder);
      const settings = vscode.workspace.getConfiguration('debate', folder);
      const statistics = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: 'debate-page', path: '/Statistics of syria.debate.md', query: editor.document.uri.toString() }),
      );
      assert.match(statistics.getText(), /at 200 words a minute/, 'the value in debate-ls.toml');
      await settings.update('wordsPerMinute', 700, vscode.ConfigurationTarget.Workspace);
      await until(() => /at 700 words a minute/.test(statistics.getText()), 'the user’s setting overrides it');
      await settings.update('wordsPerMinute', undefined, vscode.ConfigurationTarget.Workspace);
      await until(() => /at 200 words a minute/.test(statistics.getText()), 'debate-ls.toml applies again');
    },
  ],
  [
    'formatting leaves the quoted evidence alone',
    async (folder) => {
      const { document } = await openBrief(folder);
      const edits = await run('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 4, insertSpaces: true });
      const before = document.getText().split('\n');
      const bodies = before.filter((line) => line.length > 200);
      assert.ok(bodies.length >= 8);
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits ?? []);
      await vscode.workspace.applyEdit(edit);
      const after = new Set(document.getText().split('\n'));
      assert.deepEqual(bodies.filter((body) => !after.has(body)), []);
      await run('undo');
    },
  ],
  [
    'every command of the palette and the walkthrough exists',
    async (folder) => {
      await openBrief(folder);
      const { contributes } = vscode.extensions.getExtension('debate-ls.debate').packageJSON;
      const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
      const links = steps.flatMap(({ description }) => [...description.matchAll(/\(command:([\w.-]+)/g)].map(([, id]) => id));
      const offered = [...contributes.commands.map(({ command }) => command), ...links];
      const known = new Set(await vscode.commands.getCommands());
      assert.deepEqual(offered.filter((command) => !known.has(command)), []);
    },
  ],
  [
    'a skeleton is offered on its own line, and parses as a card with its source and date',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const { document } = editor;
      const end = document.lineAt(document.lineCount - 1).range.end;
      await editor.edit((edit) => edit.insert(end, '\n\ncard'));
      const typed = document.lineAt(document.lineCount - 1).range;
      const { items } = await run('vscode.executeCompletionItemProvider', document.uri, typed.end);
      assert.deepEqual(
        items.map(({ label }) => label),
        ['card'],
      );
      await editor.insertSnippet(items[0].insertText, typed);
      const isThere = ({ name, detail, children }) =>
        (name === 'What the evidence says' && /^Last \d\d/.test(detail)) || children.some(isThere);
      await until(async () => {
        const symbols = await run('vscode.executeDocumentSymbolProvider', document.uri);
        return symbols.some(isThere);
      }, 'the card is in the outline');
      await run('leaveSnippet');
      await run('workbench.action.files.revert');
    },
  ],
  [
    'words, comments and closing pairs follow the language configuration',
    async (folder) => {
      const editor = await openBrief(folder, 'cooperation.debate');
      const { document } = editor;
      await editor.edit((edit) => edit.insert(at(1, 0), 'Dara’a al-Assad’s 9-1 ISIL\n'));
      const words = ['Dara’a', 'al-Assad’s', '9-1', 'ISIL'];
      const text = document.lineAt(1).text;
      for (const word of words) {
        const range = document.getWordRangeAtPosition(at(1, text.indexOf(word) + 1));
        assert.equal(document.getText(range), word);
      }
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await run('editor.action.commentLine');
      assert.equal(document.lineAt(1).text, `<!-- ${text} -->`);
      await run('editor.action.commentLine');
      assert.equal(document.lineAt(1).text, text);
      editor.selection = new vscode.Selection(1, text.length, 1, text.length);
      await run('type', { text: ' “' });
      assert.equal(document.lineAt(1).text, `${text} “”`);
      await run('workbench.action.files.revert');
    },
  ],
];
