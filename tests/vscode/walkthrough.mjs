// Takes the pictures of the walkthrough, in a light and a dark theme, into editors/vscode/media/walkthrough. Look at them
// before you commit them.
//
//   DEBATE_LS=… CODE_SERVER=… VSIX=… node walkthrough.mjs
//
// The variables are those of workbench.test.mjs, which tests/vscode/run sets.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { command, datesView, goTo, openFile } from './actions.mjs';
import { chooseTheme } from './scenarios.mjs';
import { retry, startWorkbench } from './workbench.mjs';

const THEMES = { light: 'Light Modern', dark: 'Dark Modern' };
const SIZE = { width: 860, height: 520 };
/** Of a WebP, in percent: letters stay clean, and ten pictures stay below 300 KB. */
const QUALITY = 55;

const here = new URL('.', import.meta.url);
const target = fileURLToPath(new URL('../../editors/vscode/media/walkthrough', here));
const sample = readFileSync(new URL('../../editors/vscode/media/sample.debate', here), 'utf8');
const files = {
  'sample.debate': sample,
  'dates.debate': readFileSync(new URL('briefs/cooperation.debate', here), 'utf8'),
};
const lineOf = (text) => sample.split('\n').findIndex((line) => line.startsWith(text)) + 1;

mkdirSync(target, { recursive: true });
const workbench = await startWorkbench({
  codeServer: resolve(process.env.CODE_SERVER),
  extensions: [resolve(process.env.VSIX)],
  settings: {
    'debate.server.path': resolve(process.env.DEBATE_LS),
    'debate.server.arguments': ['--today', '2024-10-01'],
    'breadcrumbs.enabled': false,
    'workbench.activityBar.location': 'hidden',
  },
  environment: {},
});
try {
  for (const [kind, theme] of Object.entries(THEMES)) {
    const { page } = await workbench.open(`walkthrough-${kind}`, files, SIZE);
    const session = await page.context().newCDPSession(page);
    const take = async (name) => {
      // A list is faded in.
      await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations < Infinity).map(({ finished }) => finished)));
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
      writeFileSync(join(target, `${name}-${kind}.webp`), Buffer.from(data, 'base64'));
    };
    const openAlone = async (name) => {
      await command(page, 'View: Close All Editors');
      await command(page, 'View: Show Explorer');
      await openFile(page, name);
    };
    await openAlone('sample.debate');
    await chooseTheme(page, theme);
    await page.locator('.editor-instance .view-overlays .cdr').first().waitFor();
    await command(page, 'Explorer: Focus on Outline View');
    await page.locator('.outline-pane .monaco-list-row', { hasText: 'Inspections miss' }).waitFor();
    await goTo(page, 1);
    await take('brief');

    await command(page, 'View: Close Primary Side Bar');
    await goTo(page, lineOf('Brandt 19'));
    await page.locator('.editor-instance [class*="squiggly-"]').first().waitFor();
    const fixes = page.locator('.action-widget .monaco-list-row', { hasText: /Add/ }).first();
    await retry(async (timeout) => {
      await page.keyboard.press('Control+.');
      return fixes.waitFor({ timeout }).then(() => true, () => false);
    }, 'fixes are offered');
    await take('problems');
    await page.keyboard.press('Escape');

    await command(page, 'Debate: Go to Block');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Inspections work' }).waitFor();
    await take('jump');
    await page.keyboard.press('Escape');

    await command(page, 'Debate: Use This Brief as the Speech');
    await command(page, 'Debate: Read Aloud');
    const reading = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await reading.locator('.line.evidence').first().click();
    await reading.locator('.line.evidence.current').waitFor();
    await take('speech');

    await openAlone('dates.debate');
    await command(page, 'View: Close Primary Side Bar');
    await command(page, 'Debate: Show Evidence Dates');
    await datesView(page);
    await page.locator('.part.panel .action-label[aria-label*="aximize"]').first().click();
    await take('dates');
    await page.context().close();
  }
} finally {
  await workbench.stop();
}
