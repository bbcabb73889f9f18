// Cutting a card with the keys of Verbatim’s users, and what the cut looks like in three themes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { command, goTo, openFile, paintedBehind } from './actions.mjs';
import { chooseTheme, screenshotsIn, subtestsOn } from './scenarios.mjs';
import { until } from './workbench.mjs';

/** A pocket, a hat, a block, and cards with every mark, alone and nested. */
const BRIEF = `# Syria Negative

## Solvency

### AT: Talks work

#### Talks fail: every deal has collapsed

**Okafor 21** – Adaeze Okafor, senior fellow at the Institute, “Why Deals Do Not Hold,” Review, 9-7-21, https://example.org/review, accessed 9-15-21

Three ceasefires were announced this year. __Each of them ended ==within a fortnight==__, and __**each** ended ==with shelling **by the side** that asked==__ for it. The pattern is older than this war.

The mediators went home.

#### Sanctions have not worked

Brandt 19 – Lena Brandt, economist, “Five Years,” Harbour Papers, 3-2-19, https://example.org/harbour, accessed 9-15-21

Output fell, and policy stayed.

Nobody expects a change.
`;

const HIGHLIGHT = {
  'Light Modern': 'rgba(255, 227, 0, 0.5)',
  'Dark Modern': 'rgba(183, 155, 0, 0.5)',
  'Dark High Contrast': 'rgba(255, 255, 0, 0.8)',
};

export async function cuttingScenarios(t, workbench, artifacts) {
  const screenshot = screenshotsIn(artifacts);
  const { page, folder } = await workbench.open('cutting', { 'cut.debate': BRIEF });
  const step = subtestsOn(t, page, screenshot);
  const lineOf = (text) => BRIEF.split('\n').findIndex((line) => line.startsWith(text)) + 1;
  const span = (text) => page.locator('.editor-instance .view-line span[class*=mtk]', { hasText: text }).first();
  const style = (text, property) => span(text).evaluate((element, name) => getComputedStyle(element)[name], property);
  /** How much of the text's color is left, as CSS says it: `0.55`, in high contrast as an opacity; undefined if all of it. */
  const strength = async (text) => {
    const opacity = await style(text, 'opacity');
    return opacity === '1' ? / \/ ([\d.]+)\)$/.exec(await style(text, 'color'))?.[1] : opacity;
  };
  const saved = async (expected) => {
    await until(async () => {
      await page.keyboard.press('Control+S');
      return readFileSync(join(folder, 'cut.debate'), 'utf8') === expected;
    }, 'the file is cut', () => readFileSync(join(folder, 'cut.debate'), 'utf8'));
  };
  await openFile(page, 'cut.debate');

  for (const theme of Object.keys(HIGHLIGHT)) {
    await step(`the cut can be seen in ${theme}`, async () => {
      await chooseTheme(page, theme);
      const background = async (text) => (await paintedBehind(page, text)).find((one) => one.backgroundColor !== 'rgba(0, 0, 0, 0)');
      const highlighted = async () => (await background('within a fortnight'))?.backgroundColor;
      // Transparent: VS Code paints a selection behind it.
      await until(async () => (await highlighted()) === HIGHLIGHT[theme], 'highlighted text has a background', highlighted);
      await until(async () => (await background('The mediators')) === undefined, 'other text has none');
      const boxes = (text) => paintedBehind(page, text).then((all) => all.filter((one) => one.borderTopStyle === 'solid').length);
      const emphasized = async () => [await boxes('by the side'), await boxes('The mediators')];
      await until(async () => String(await emphasized()) === '1,0', 'emphasis has a box', emphasized);
      await until(async () => /underline/.test(await style(/^Each.of.them/, 'textDecorationLine')), 'underlined text has a line');
      await until(async () => (await strength(/^Three.ceasefires/)) === '0.55', 'what is not read is faded');
      await until(async () => (await strength(/^by.the.side/)) === undefined, 'what is read is not');
      await until(async () => (await strength(/^Output.fell/)) === undefined, 'of a card without marks all is read');
      await screenshot(page, `cut-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  await step('what is not read is smaller, or as the rest', async () => {
    await command(page, 'Debate: Fade, Shrink or Show');
    await until(async () => parseFloat(await style(/^Three.ceasefires/, 'fontSize')) < parseFloat(await style(/^Output.fell/, 'fontSize')), 'it is smaller');
    await screenshot(page, 'cut-smaller');
    await command(page, 'Debate: Fade, Shrink or Show');
    await until(async () => (await strength(/^Three.ceasefires/)) === undefined, 'it is as the rest');
    await command(page, 'Debate: Fade, Shrink or Show');
    await until(async () => (await strength(/^Three.ceasefires/)) === '0.55', 'it is faded again');
  });

  await step('the cut follows what is typed', async () => {
    const isHighlighted = async (text) => (await paintedBehind(page, text)).some(({ backgroundColor }) => backgroundColor === HIGHLIGHT['Dark High Contrast']);
    await goTo(page, lineOf('Three ceasefires'));
    await page.keyboard.type('All ');
    await until(async () => (await strength(/^All.Three/)) === '0.55', 'what is typed is faded');
    await until(() => isHighlighted('within a fortnight'), 'the mark has moved with its words');
    for (let typed = 0; typed < 'All '.length; typed += 1) await page.keyboard.press('Backspace');
    await until(async () => (await strength(/^Three.ceasefires/)) === '0.55', 'the rest has moved back');
    await until(() => isHighlighted('within a fortnight'), 'and the mark');
    await goTo(page, lineOf('Output fell'));
    await page.keyboard.press('Shift+Control+ArrowRight');
    await page.keyboard.press('F11');
    await until(() => isHighlighted('Output'), 'a new mark is shown');
    await page.keyboard.press('F11');
    await until(async () => !(await isHighlighted('Output')), 'and no longer when it is gone');
    await saved(BRIEF);
  });

  await step('F9, F10, F11 and F12 cut the selection, and cut it back', async () => {
    const line = lineOf('Output fell');
    const cut = (signs) => BRIEF.replace('Output fell', `${signs}Output fell${[...signs].reverse().join('')}`);
    await goTo(page, line);
    for (const key of ['Shift+Control+ArrowRight', 'Shift+Control+ArrowRight']) await page.keyboard.press(key);
    for (const [key, signs] of [['F9', '__'], ['F10', '**'], ['F11', '==']]) {
      await page.keyboard.press(key);
      await saved(cut(signs));
      await page.keyboard.press(key);
      await saved(BRIEF);
    }
    await page.keyboard.press('F9');
    await saved(cut('__'));
    await page.keyboard.press('F11');
    await saved(cut('__=='));
    await page.keyboard.press('F12');
    await saved(BRIEF);
  });

  await step('each paragraph of a selection is marked for itself', async () => {
    await goTo(page, lineOf('Output fell'));
    for (let down = 0; down < 2; down += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('F9');
    const [one, two] = ['Output fell, and policy stayed.', 'Nobody expects a change.'];
    await saved(BRIEF.replace(one, `__${one}__`).replace(two, `__${two}__`));
    await page.keyboard.press('F9');
    await saved(BRIEF);
    await page.keyboard.press('F3');
    await saved(BRIEF.replace(`${one}\n\n${two}`, `${one} ${two}`));
    await page.keyboard.press('Control+Z');
    await saved(BRIEF);
  });

  await step('F4 to F7 set the level of a line', async () => {
    const tag = 'Sanctions have not worked';
    await goTo(page, lineOf(`#### ${tag}`));
    for (const [key, mark] of [['F4', '# '], ['F5', '## '], ['F6', '### '], ['F7', '#### '], ['F7', '']]) {
      await page.keyboard.press(key);
      await saved(BRIEF.replace(`#### ${tag}`, `${mark}${tag}`));
    }
    await page.keyboard.press('F7');
    await saved(BRIEF);
  });

  await page.context().close();
}
