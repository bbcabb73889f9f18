// VS Code as a user sees it: what is on the screen, what keys and clicks do. Keeps screenshots of each scenario.

import assert from 'node:assert/strict';
import { realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chooseFromList, command, cursor, datesView, goTo, hover, isUnderlined, openFile, rows, widenSideBar } from './actions.mjs';
import { isVisible, retry, until } from './workbench.mjs';

/** Returns a function that takes a screenshot of a page into the folder `artifacts`. */
export const screenshotsIn = (artifacts) => (page, name) =>
  page.screenshot({ path: join(artifacts, `${name}.png`), animations: 'disabled' });

export async function userScenarios(t, workbench, files, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  await t.test('a brief without markup', (t) => briefWithoutMarkup(t, workbench, files, screenshot));
  await t.test('a brief with blocks', (t) => briefWithBlocks(t, workbench, files, screenshot));
  await t.test('a first start', (t) => firstStart(t, workbench, screenshot));
  await t.test('a team with limits of its own', (t) => teamSettings(t, workbench, files, screenshot));
  await t.test('a server that is missing or too old', (t) => noServer(t, workbench, files, screenshot));
}

/** Makes subtests on one page. Takes a screenshot if one fails. */
export function subtestsOn(t, page, screenshot) {
  return (name, body) =>
    t.test(name, async () => {
      try {
        await body();
      } catch (error) {
        await screenshot(page, `failed: ${name}`);
        throw error;
      }
    });
}

async function briefWithoutMarkup(t, workbench, files, screenshot) {
  const { page } = await workbench.open('syria', files, { width: 1440, height: 860 });
  const step = subtestsOn(t, page, screenshot);
  await openFile(page, 'syria.debate');
  // Make room for the outline.
  await page.locator('.pane:has(.explorer-folders-view) > .pane-header').click();
  await widenSideBar(page, 210);
  const squiggles = page.locator('.editor-instance .squiggly-warning');
  await squiggles.first().waitFor();

  await step('the outline shows the block and its cards, with source and date', async () => {
    await command(page, 'Explorer: Focus on Outline View');
    const outline = page.locator('.outline-pane');
    const shown = () => rows(outline);
    await until(async () => (await shown()).length === 9, 'the outline has nine rows', shown);
    const [block, card] = await shown();
    assert.match(block, /^Answers to: Russia Won’t Cooperate/);
    assert.match(card, /^Russian mediation in Syria fails.*Thai News Service 21 · Sep 7, 2021/);
  });

  await step('the breadcrumbs show where the cursor is', async () => {
    await goTo(page, 27);
    const crumbs = page.locator('.breadcrumbs-control .monaco-breadcrumb-item');
    const path = () => crumbs.allInnerTexts();
    await until(async () => {
      const [block, card] = (await path()).slice(-2);
      return /Answers to: Russia/.test(block) && card?.includes('Russia opposed to US troops');
    }, 'block and card are named', path);
  });

  await step('the problems are listed', async () => {
    await command(page, 'Problems: Focus on Problems View');
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'This date has no year' });
    await until(async () => /cite-year-missing/.test(await row.innerText()), 'the rule is named', () => row.innerText());
  });

  await step('hovering over a date shows how old it is', async () => {
    await goTo(page, 37);
    const shown = await hover(page, '9-16, 21', 'Thursday, September 16, 2021');
    assert.match(await shown.innerText(), /2 weeks ago/);
    await screenshot(page, 'overview');
    await page.mouse.move(5, 5);
  });

  await step('the status bar shows the size of the brief, and of the selection', async () => {
    const item = page.locator('#debate-ls\\.debate\\.debate\\.status');
    const text = () => item.innerText();
    await until(async () => /8 cards · [\d,]+ words · \d+ min/.test(await text()), 'the item shows the brief', text);
    await goTo(page, 3);
    await page.keyboard.press('Shift+End');
    await until(async () => /^\s*5 words · 1 s/.test(await text()), 'the item shows the selection', text);
    await goTo(page, 3);
    await until(async () => /8 cards/.test(await text()), 'the item shows the brief again', text);
  });

  await step('the squiggle disappears when the year is typed', async () => {
    await goTo(page, 43, 103);
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'This date has no year' });
    await problem.waitFor();
    await until(() => isUnderlined(page, '9-1, ,'), 'the date is underlined');
    await screenshot(page, 'year-missing');
    await page.keyboard.type('21');
    await problem.waitFor({ state: 'detached' });
    await until(async () => !(await isUnderlined(page, '9-1, 21,')), 'the date is not underlined');
    await screenshot(page, 'year-typed');
  });

  await step('the dates view shows eight sources, and a click opens a card', async () => {
    await command(page, 'Debate: Show Evidence Dates');
    const view = await datesView(page);
    await hasMarks(view, '', 8);
    await screenshot(page, 'dates-of-syria');
    await view.locator('.mark[aria-label^="TASS 21"]').click();
    await until(async () => (await cursor(page)).startsWith('Ln 29,'), 'the card of TASS is open', () => cursor(page));
  });

  await step('Ctrl+. offers a fix', async () => {
    await goTo(page, 9, 2);
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Remove it' }).first();
    await retry(async (timeout) => {
      await page.keyboard.press('Control+.');
      const offered = await isVisible(fix, timeout);
      if (!offered) await page.keyboard.press('Escape');
      return offered;
    }, 'a fix is offered');
    await screenshot(page, 'quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: /^The.Syrian.military/ }).first().waitFor();
  });

  await page.context().close();
}

async function briefWithBlocks(t, workbench, files, screenshot) {
  const { page } = await workbench.open('cooperation', files);
  const step = subtestsOn(t, page, screenshot);
  await openFile(page, 'cooperation.debate');
  await page.locator('.editor-instance .squiggly-warning').first().waitFor();
  const lines = files['cooperation.debate'].split('\n');
  const lineOf = (text) => lines.findIndex((line) => line.startsWith(text)) + 1;
  const at = (line) => until(async () => (await cursor(page)).startsWith(`Ln ${line},`), `the cursor is on line ${line}`, () => cursor(page));

  await step('Alt+] goes to the next block, Alt+[ to the one before', async () => {
    await goTo(page, lineOf('## Solvency'));
    await page.keyboard.press('Alt+]');
    await at(lineOf('### AT: Russia will cooperate'));
    await page.keyboard.press('Alt+]');
    await at(lineOf('### AT: Pressure works'));
    await page.keyboard.press('Alt+[');
    await at(lineOf('### AT: Russia will cooperate'));
    await page.keyboard.press('Alt+.');
    await at(lineOf('#### Mediation fails'));
  });

  await step('a block is picked from the list', async () => {
    await command(page, 'Debate: Go to Block');
    const list = page.locator('.quick-input-list');
    await list.locator('.monaco-list-row', { hasText: 'Uniqueness' }).waitFor();
    assert.match((await rows(list)).find((row) => row.includes('AT: Pressure works')), /Syria Negative › Solvency.*3 cards · 12 s/);
    await screenshot(page, 'go-to-block');
    await page.keyboard.type('Uniq');
    await page.keyboard.press('Enter');
    await at(lineOf('### Uniqueness'));
  });

  await step('the dates view shows every source, and a click opens its card', async () => {
    await command(page, 'Debate: Show Evidence Dates');
    const view = await datesView(page);
    await hasMarks(view, '', 8);
    await hasMarks(view, '.undated', 2);
    // No tag claims the present.
    await hasMarks(view, '.stale', 0);
    const labels = await view.locator('.label').evaluateAll((all) => all.map((label) => label.firstChild.data));
    assert.ok(labels.includes('Solvency › AT: Pressure works'), labels.join('; '));
    const choi = view.locator('.mark[aria-label^="Choi 21, Sep 2, 2021"]');
    await choi.hover();
    await until(async () => /^Choi 21, Sep 2, 2021/.test(await view.locator('#detail').innerText()), 'the footer describes it');
    await screenshot(page, 'dates');
    await choi.click();
    await at(lineOf('#### New pressure backfires'));
  });

  await step('the dates view works with the keyboard', async () => {
    await command(page, 'Debate: Show Evidence Dates');
    const view = await datesView(page);
    // The command focuses the view; keys work only after that.
    const isInView = () => page.evaluate(() => document.activeElement?.matches('iframe.webview'));
    await until(isInView, 'the view has the focus');
    const focused = async () => (await view.locator('.mark:focus').evaluateAll((all) => all.map((mark) => mark.ariaLabel)))[0];
    const moved = (to, where) => until(async () => to(await focused()), where, focused);
    // Tab reaches the mark that was clicked last.
    await view.locator('.mark[tabindex="0"][aria-label^="Choi 21"]').waitFor();
    const [first, second] = await view.locator('.mark').evaluateAll((all) => all.map((mark) => mark.ariaLabel));
    await view.locator('.mark').first().focus();
    await moved((label) => label === first, 'the first mark has the focus');
    await page.keyboard.press('ArrowRight');
    await moved((label) => label === second, 'the second mark has the focus');
    await page.keyboard.press('Home');
    await moved((label) => label === first, 'the first mark has the focus again');
    await page.keyboard.press('ArrowDown');
    await moved((label) => /Brandt 19/.test(label), 'a mark of the next row has the focus');
    await page.keyboard.press('Enter');
    await at(lineOf('#### Sanctions have not moved'));
  });

  await step('the dates view updates with the text', async () => {
    await goTo(page, lineOf('Petrov'), 'Petrov, 9-1, '.length + 1);
    await page.keyboard.type('21');
    const view = await datesView(page);
    await view.locator('.mark[aria-label^="Petrov 21, Sep 1, 2021"]').waitFor();
    await hasMarks(view, '.undated', 1);
    await page.keyboard.press('Control+Z');
    await hasMarks(view, '.undated', 2);
  });

  for (const [theme, name] of [
    ['Dark Modern', 'dates-dark'],
    ['Dark High Contrast', 'dates-high-contrast'],
    ['Light Modern', 'dates-light'],
  ]) {
    await step(`the dates view has the colors of ${theme}`, async () => {
      const view = await datesView(page);
      const color = () => view.locator('.label').first().evaluate((label) => getComputedStyle(label).fill);
      await chooseTheme(page, theme);
      const foreground = await until(async () => {
        const themed = await view.locator('body').evaluate((body) => getComputedStyle(body).getPropertyValue('--vscode-foreground'));
        const painted = await color();
        return asRgb(themed) === painted && painted;
      }, `the labels have the color of ${theme}`);
      assert.match(foreground, /^rgb/);
      // The brief's own colors follow when the server has answered again.
      const date = page.locator('.editor-instance .view-line span[class^=mtk]', { hasText: /^9-1$/ }).first();
      const plain = page.locator('.editor-instance .view-line span[class^=mtk]', { hasText: /^We.see.no.reason/ }).first();
      const painted = (span) => span.evaluate((element) => getComputedStyle(element).color);
      await until(async () => (await painted(date)) !== (await painted(plain)), 'a date has a color of its own');
      await screenshot(page, name);
    });
  }

  await step('the statistics page opens', async () => {
    await page.locator('.tab', { hasText: 'cooperation.debate' }).click();
    await command(page, 'Debate: Show Statistics');
    const preview = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
    await preview.getByRole('cell', { name: 'AT: Pressure works' }).waitFor();
    await screenshot(page, 'statistics');
  });

  await step('the bibliography page opens', async () => {
    await page.locator('.tab', { hasText: 'cooperation.debate' }).first().click();
    await command(page, 'Debate: Show Bibliography');
    const preview = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
    await preview.getByText('Brandt, Lena.').waitFor();
    await screenshot(page, 'bibliography');
  });

  await step('the walkthrough opens', async () => {
    await openWalkthrough(page);
    await page.locator('.gettingStartedContainer', { hasText: 'Install the server' }).waitFor();
    await screenshot(page, 'walkthrough');
  });

  await page.context().close();
}

/** Opens the walkthrough, and returns its steps. */
async function openWalkthrough(page) {
  const walkthrough = { title: 'Welcome: Open Walkthrough', placeholder: /walkthrough/i, words: 'Get Started with Debate Evidence' };
  await retry((timeout) => chooseFromList(page, walkthrough, timeout), 'the walkthrough is chosen');
  const steps = page.locator('.gettingStartedContainer button.getting-started-step:visible');
  await steps.first().waitFor();
  return steps;
}

async function firstStart(t, workbench, screenshot) {
  const { page } = await workbench.open('first', { 'notes.txt': '' });
  await subtestsOn(t, page, screenshot)('steps of the walkthrough are ticked when they are done, and not before', async () => {
    const steps = await openWalkthrough(page);
    const ticked = async () => {
      const all = await steps.evaluateAll((elements) => elements.filter((one) => one.querySelector('.codicon.complete')).map((one) => one.dataset.stepId.split('#').at(-1)));
      return all.join();
    };
    const becomes = (expected) => until(async () => (await ticked()) === expected, `${expected} are ticked`, ticked);
    // The extension may have started the server by now; nobody has opened a brief.
    assert.match(await ticked(), /^(server)?$/);
    await command(page, 'Debate: Open a Sample Brief');
    await page.locator('.editor-instance .view-line').first().waitFor();
    // The tab may have gone back to the page with all walkthroughs.
    await openWalkthrough(page);
    await becomes('server,brief');
    await page.locator('.tab', { hasText: 'Untitled' }).click();
    await command(page, 'Debate: Show Evidence Dates');
    await openWalkthrough(page);
    await becomes('server,brief,dates');
    // Only a wide page has room for pictures.
    await command(page, 'View: Close Primary Side Bar');
    await steps.filter({ hasText: 'Fix the problems' }).click();
    const picture = page.getByAltText('A cite with a problem').first();
    const isShown = () => picture.evaluate((image) => image.complete && image.naturalWidth > 0);
    await until(isShown, 'the step has its picture');
    await screenshot(page, 'walkthrough-ticked');
  });
  await page.context().close();
}

async function teamSettings(t, workbench, files, screenshot) {
  const limits = '[stale_months]\nshipment = 3\nsanctions = 12\n';
  const { page } = await workbench.open('team', { ...files, 'debate-ls.toml': limits });
  await subtestsOn(t, page, screenshot)('the team’s settings decide what is stale', async () => {
    await openFile(page, 'cooperation.debate');
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    await command(page, 'Debate: Show Evidence Dates');
    const view = await datesView(page);
    await view.locator('#legend', { hasText: 'older than 12 months (or than its tag allows)' }).waitFor();
    const label = () => view.locator('.mark[aria-label*="Every shipment"]').getAttribute('aria-label');
    const stale = /^Haddad 20, Dec 4, 2020, .*, older than 3 months: /;
    await until(async () => stale.test(await label()), 'the team’s limit applies', label);
    await hasMarks(view, '.stale', 2);
    await screenshot(page, 'dates-of-a-team');
    await view.getByLabel('Stale only').check();
    await hasMarks(view, '', 2);
    await view.getByLabel('Stale only').uncheck();
    await view.getByLabel('Oldest first').check();
    await until(async () => /^Lindqvist and Marsh 18|^Lindqvist & Marsh 18/.test(await view.locator('.mark').first().getAttribute('aria-label')), 'the oldest is first');
  });
  await page.context().close();
}

async function noServer(t, workbench, files, screenshot) {
  const withServer = (path) => ({ ...files, '.vscode/settings.json': JSON.stringify({ 'debate.server.path': path }) });

  await t.test('a path without a program is reported, with a way out', async () => {
    const { page, folder } = await workbench.open('missing', withServer('/nowhere/debate-ls'));
    symlinkSync(process.env.DEBATE_LS, join(folder, 'debate-ls'));
    await openFile(page, 'syria.debate');
    const toast = page.locator('.notification-toast', { hasText: 'No program at /nowhere/debate-ls' });
    await toast.waitFor();
    await screenshot(page, 'server-missing');
    await page.locator('.statusbar-item', { hasText: 'debate-ls is missing' }).click();
    const help = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await help.getByText('No program at /nowhere/debate-ls').waitFor();
    assert.equal(await help.locator('.button').count(), 1, 'one button');
    await screenshot(page, 'server-missing-page');
    await command(page, 'View: Show Debate Cards');
    await page.getByRole('button', { name: 'How to Install' }).last().waitFor();
    await help.locator('.button').click();
    await page.locator('.quick-input-title', { hasText: 'Where is debate-ls?' }).waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: /^debate-ls$/ }).click();
    await page.locator('.tab', { hasText: 'debate-ls is missing' }).waitFor({ state: 'detached' });
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    await page.context().close();
  });

  await t.test('a server that is too old is reported, and not used', async () => {
    const { page } = await workbench.open('old', withServer(fileURLToPath(new URL('old-server.cjs', import.meta.url))));
    await openFile(page, 'syria.debate');
    const toast = page.locator('.notification-toast', { hasText: 'is too old (0.0.9). Install 0.1.0' });
    await toast.waitFor();
    await screenshot(page, 'server-too-old');
    // The TextMate grammar colors a brief without a server.
    const block = page.locator('.editor-instance .view-line span[class*=mtkb]', { hasText: /^Answers/ });
    await block.first().waitFor();
    await toast.getByRole('button', { name: 'How to Install' }).click();
    const help = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await help.getByText('is too old (0.0.9). Install 0.1.0').waitFor();
    await page.context().close();
  });
}

/** A folder from somebody else, and then a server that crashes. `workbench` trusts no folder. */
export async function untrustedFolder(t, workbench, files, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const settings = { 'debate.server.path': '/untrusted/debate-ls', 'debate.wordsPerMinute': 100 };
  const { page, folder } = await workbench.open('untrusted', { ...files, '.vscode/settings.json': JSON.stringify(settings) });
  const step = subtestsOn(t, page, screenshot);
  const squiggles = page.locator('.editor-instance .squiggly-warning');
  const item = page.locator('#debate-ls\\.debate\\.debate\\.status');
  await openFile(page, 'syria.debate');

  await step('its settings do not choose the program until it is trusted', async () => {
    const restricted = page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
    await restricted.waitFor();
    await squiggles.first().waitFor();
    // A setting that starts no program applies.
    const text = () => item.innerText();
    await until(async () => /8 cards · [\d,]+ words · 30 min/.test(await text()), 'the item shows the brief', text);
    // VS Code does not highlight curly quotation marks as suspicious.
    await page.locator('.editor-instance .view-line', { hasText: 'Dara’a' }).first().waitFor();
    assert.equal(await page.locator('.editor-instance .unicode-highlight').count(), 0);
    await screenshot(page, 'not-trusted');
    await command(page, 'Workspaces: Manage Workspace Trust');
    // The page about trust draws its buttons again, and a click on an old one is lost.
    const trust = page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
    await retry(async (timeout) => {
      await trust.click({ timeout }).catch(() => undefined);
      return restricted.waitFor({ state: 'detached', timeout }).then(() => true, () => false);
    }, 'the folder is trusted');
    const toast = page.locator('.notification-toast', { hasText: 'No program at /untrusted/debate-ls' });
    await toast.waitFor();
    await screenshot(page, 'trusted');
  });

  await crashes(step, page, workbench, folder, files['cooperation.debate']);
  await page.context().close();
}

async function crashes(step, page, workbench, folder, brief) {
  const program = realpathSync(process.env.DEBATE_LS);
  const startServer = (path) => {
    const settings = { 'debate.server.path': path, 'debate.server.arguments': ['--today', '2021-10-01'] };
    // In one step: VS Code never reads a part of it.
    writeFileSync(join(folder, '.vscode/new.json'), JSON.stringify(settings));
    renameSync(join(folder, '.vscode/new.json'), join(folder, '.vscode/settings.json'));
  };
  /** The process of the only server, as soon as it is another one than `old`. */
  const onlyServer = (old) => {
    const pid = () => {
      const [first, ...more] = workbench.running(program);
      return more.length === 0 && first !== old && first;
    };
    return until(pid, 'one other server runs', () => workbench.running(program).join());
  };
  const logged = (words) => workbench.logs().filter((line) => line.includes(words)).length;
  const problem = page.locator('.editor-instance .squiggly-warning');

  await step('a server that crashes is started again', async () => {
    startServer(program);
    await page.locator('.modal-editor-action-container .codicon-close').click();
    await openFile(page, 'cooperation.debate');
    await problem.first().waitFor();
    const first = await onlyServer();
    process.kill(first, 'SIGKILL');
    await onlyServer(first);
    const line = brief.split('\n').findIndex((text) => text.startsWith('Petrov')) + 1;
    await goTo(page, line, 'Petrov, 9-1, '.length + 1);
    await page.keyboard.type('21');
    await problem.waitFor({ state: 'detached' });
  });

  await step('also one that stops reading before it ends', async () => {
    const before = await onlyServer();
    const open = join(folder, 'open');
    writeFileSync(open, '');
    startServer(fileURLToPath(new URL('server-behind-shell.sh', import.meta.url)));
    const first = await onlyServer(before);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await problem.first().waitFor();
    process.kill(first, 'SIGKILL');
    await page.keyboard.type('21');
    await until(() => logged('connection to server is erroring') > 0, 'a write fails');
    rmSync(open);
    await onlyServer(first);
    await problem.waitFor({ state: 'detached' });
    assert.equal(await page.locator('.notification-toast', { hasText: 'onnection to server' }).count(), 0);
  });

  await step('who restarts it while it starts again gets one server', async () => {
    const first = await onlyServer();
    const closed = join(folder, 'closed');
    writeFileSync(closed, '');
    const loggedAgain = (words) => {
      const before = logged(words);
      return () => until(() => logged(words) > before, `“${words}” is logged`);
    };
    const [crashed, restarted, runs] = ['Server will restart', 'Starting the server', 'is running'].map(loggedAgain);
    process.kill(first, 'SIGKILL');
    await crashed();
    await command(page, 'Debate: Restart Server');
    await restarted();
    rmSync(closed);
    await runs();
    await onlyServer();
  });
}

/** The themes, and what the class of a workbench in their colors contains. */
const THEMES = { 'Light Modern': 'light_modern', 'Dark Modern': 'dark_modern', 'Dark High Contrast': 'hc_black' };

/** Returns when the workbench and the views in it have the colors of the theme. */
export async function chooseTheme(page, name) {
  const theme = { title: 'Preferences: Color Theme', placeholder: /theme/i, words: name };
  const colored = page.locator(`.monaco-workbench[class*=${THEMES[name]}]`);
  await retry(async (timeout) => (await chooseFromList(page, theme, timeout)) && isVisible(colored, timeout), `the workbench has the colors of ${name}`);
  await page.mouse.move(640, 2);
  const themeOf = (frame) => frame.evaluate(() => document.body.dataset.vscodeThemeName).catch(() => undefined);
  const inViews = () => Promise.all(page.frames().map(themeOf));
  await until(async () => (await inViews()).every((theme) => !theme || theme === name), `all views are in ${name}`, inViews);
}

/** Waits until the dates view shows this many marks of a kind: `.stale`, `.undated`, or '' for any. */
function hasMarks(view, kind, wanted) {
  const count = () => view.locator(`#body svg .mark${kind}`).count();
  return until(async () => (await count()) === wanted, `there are ${wanted} marks${kind}`, count);
}

/** `#3b3b3b` in the form of a computed style. */
function asRgb(color) {
  const digits = /^#(..)(..)(..)$/.exec(color.trim());
  return digits ? `rgb(${digits.slice(1).map((pair) => parseInt(pair, 16)).join(', ')})` : color.trim();
}
