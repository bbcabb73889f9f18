// Measures how long a key takes in a paragraph of 22 kB: in a brief with all of its marks drawn, and in plain text, in the
// same run. From the key to the frame that shows it. Asserts nothing: a machine's speed drifts, so compare within a run.
//
//   DEBATE_LS=… CODE_SERVER=… VSIX=… node keystroke.mjs [ROUNDS]
//
// The variables are those of workbench.test.mjs, which tests/vscode/run sets. Build the server with --release.

import { resolve } from 'node:path';

import { goTo, openFile } from './actions.mjs';
import { startWorkbench, until } from './workbench.mjs';

const ROUNDS = Number(process.argv[2] ?? 4);
const KEYS_IN_A_ROUND = 60;
/** Between two keys, in ms, as people type: in fast strokes, and with pauses in which decorations are drawn anew. */
const PAUSES = [60, 90, 130, 260];
/** Plain text gets the options of briefs that cost time. */
const OPTIONS = { 'editor.wordWrap': 'on', 'editor.stopRenderingLineAfter': -1, 'editor.minimap.enabled': false, 'editor.lineNumbers': 'off' };

const workbench = await startWorkbench({
  codeServer: resolve(process.env.CODE_SERVER),
  extensions: [resolve(process.env.VSIX)],
  settings: { 'debate.server.path': resolve(process.env.DEBATE_LS), '[plaintext]': OPTIONS },
  environment: {},
});
try {
  const marked = paragraph((words) => `__${words.slice(0, 40)} ==${words.slice(40, 70)}== **${words.slice(70, 90)}**__${words.slice(90)}`);
  const cite = 'Okafor 21 – Adaeze Okafor, senior fellow, “Why Deals Do Not Hold,” Review, 9-7-21, https://example.org/review';
  const files = { 'a.debate': `### AT: Talks work\n\n#### Talks fail\n\n${cite}\n\n${marked}\n`, 'b.txt': `Talks\n\nTalks fail\n\n${cite}\n\n${marked}\n` };
  const { page } = await workbench.open('keys', files, { width: 1440, height: 900 });
  await openFile(page, 'b.txt');
  await openFile(page, 'a.debate');
  await page.locator('.editor-instance .view-overlays .cdr').first().waitFor();
  await page.evaluate(observeKeys);
  const times = { 'a.debate': [], 'b.txt': [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of Object.keys(times)) {
      await openFile(page, name);
      await goTo(page, 7, 9_000 + round);
      await page.evaluate(() => (window.keyTimes = []));
      for (let key = 0; key < KEYS_IN_A_ROUND; key += 1) {
        await page.keyboard.press('x');
        await until(async () => (await page.evaluate(() => window.keyTimes.length)) > key, 'the key is shown');
        await page.waitForTimeout(PAUSES[key % PAUSES.length]);
      }
      // The first keys of a round pay for what the change of the file began.
      times[name].push(...(await page.evaluate(() => window.keyTimes)).slice(5));
    }
  }
  const [brief, plain] = Object.values(times).map((all) => all.sort((one, other) => one - other));
  const at = (all, share) => all[Math.floor(all.length * share)];
  console.log(`${marked.length} characters, ${brief.length} keys each`);
  for (const [name, all] of [['brief', brief], ['plain', plain]]) {
    console.log(`${name}: p50 ${at(all, 0.5).toFixed(1)} ms, p95 ${at(all, 0.95).toFixed(1)} ms`);
  }
  console.log(`ratio: p50 ${(at(brief, 0.5) / at(plain, 0.5)).toFixed(2)}, p95 ${(at(brief, 0.95) / at(plain, 0.95)).toFixed(2)}`);
} finally {
  await workbench.stop();
}

/** In the page: keeps the time of each key until the frame that shows it is done, in ms. */
function observeKeys() {
  window.keyTimes = [];
  let pressed;
  window.addEventListener('keydown', ({ key }) => (pressed = key === 'x' ? performance.now() : pressed), { capture: true });
  new MutationObserver(() => {
    if (pressed === undefined) return;
    const start = pressed;
    pressed = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // Runs after the frame is laid out and painted.
      port1.onmessage = () => window.keyTimes.push(performance.now() - start);
      port2.postMessage(0);
    });
  }).observe(document.querySelector('.part.editor'), { childList: true, subtree: true, characterData: true });
}

/** Some 22,000 characters, of which `mark` marks each hundred. */
function paragraph(mark) {
  const words = 'the ministry said on Monday that exports had recovered to the level of spring and that the shortage was over ';
  return Array.from({ length: 190 }, (_, index) => mark(`${index} ${words}`)).join('');
}
