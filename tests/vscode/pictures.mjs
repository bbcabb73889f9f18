// Takes pictures to look at, in three themes and two sizes: a cut card, the reading view, the speech view, the problems of
// a file, and Find Cards. Asserts nothing.
//
//   DEBATE_LS=… CODE_SERVER=… VSIX=… ARTIFACTS=… node pictures.mjs [FILE]
//
// The variables are those of workbench.test.mjs, which tests/vscode/run sets. FILE is a brief whose problems are shown.

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { command, goTo, openFile } from './actions.mjs';
import { chooseTheme } from './scenarios.mjs';
import { startWorkbench } from './workbench.mjs';

const THEMES = ['Light Modern', 'Dark Modern', 'Dark High Contrast'];
const SIZES = [
  [1280, 720],
  [1440, 900],
];
const CUT = `# Syria Negative

## Solvency

### AT: Talks work

#### Talks fail: every deal since 2018 has collapsed, and the next one will

**Okafor 21** – Adaeze Okafor, senior fellow at the Institute, “Why Deals Do Not Hold,” Review, 9-7-21, https://example.org/review, accessed 9-15-21

Three ceasefires were announced this year. __Each of them ended ==within a fortnight==__, and __**each** ended ==with shelling **by the side** that asked==__ for it. The pattern is older than this war, and it has outlived every mediator who came. “We will talk,” said one of them, “__but ==nobody will listen==__.”

The mediators went home. __Nobody ==has come back== since__, and the border is as it was.

#### Sanctions have not worked

**Brandt 19** – Lena Brandt, economist, “Five Years,” Harbour Papers, 3-2-19, https://example.org/harbour, accessed 9-15-21

Output fell, and policy stayed. Nobody expects a change.
`;
const here = new URL('.', import.meta.url);
const files = {
  'cut.debate': CUT,
  'tub/cooperation.debate': readFileSync(new URL('briefs/cooperation.debate', here), 'utf8'),
  'problems.debate': readFileSync(process.argv[2] ?? new URL('../briefs/syria.debate', here), 'utf8'),
};

const artifacts = resolve(process.env.ARTIFACTS);
mkdirSync(artifacts, { recursive: true });
const workbench = await startWorkbench({
  codeServer: resolve(process.env.CODE_SERVER),
  extensions: [resolve(process.env.VSIX)],
  settings: { 'debate.server.path': resolve(process.env.DEBATE_LS), 'debate.server.arguments': ['--today', '2021-10-01'] },
  environment: {},
});
try {
  for (const [width, height] of SIZES) {
    const { page } = await workbench.open(`pictures-${width}`, files, { width, height });
    const take = (name) => page.screenshot({ path: join(artifacts, `${name}-${width}.png`), animations: 'disabled' });
    for (const theme of THEMES) {
      const suffix = theme.toLowerCase().replaceAll(' ', '-');
      await command(page, 'View: Show Explorer');
      await openFile(page, 'cut.debate');
      await page.locator('.editor-instance .view-overlays .cdr').first().waitFor();
      await chooseTheme(page, theme);
      await goTo(page, 1);
      await take(`cut-${suffix}`);
      await page.keyboard.press('Control+A');
      await take(`selection-${suffix}`);
      await goTo(page, 1);
      await command(page, 'Debate: Use This Brief as the Speech');
      await command(page, 'Explorer: Focus on Speech View');
      await page.locator('.pane:has(.pane-header[aria-label^="Speech"]) .monaco-list-row', { hasText: 'Sanctions' }).waitFor();
      await take(`speech-${suffix}`);
      await command(page, 'Debate: Read Aloud');
      await page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('.line.evidence').first().waitFor();
      await take(`reading-${suffix}`);
      await command(page, 'View: Close All Editors');
      await openFile(page, 'problems.debate');
      await command(page, 'Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row').first().waitFor();
      await take(`problems-${suffix}`);
      await command(page, 'View: Toggle Problems');
      await command(page, 'Debate: Find Cards');
      await page.locator('.quick-input-widget input').first().fill('talks');
      await page.keyboard.press('Enter');
      await page.locator('.monaco-list-row', { hasText: 'Talks fail' }).first().waitFor();
      await take(`find-${suffix}`);
      await command(page, 'View: Close All Editors');
    }
    await page.context().close();
  }
} finally {
  await workbench.screenshotOpenWindows(artifacts);
  await workbench.stop();
}
