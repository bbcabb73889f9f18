/** The server's process: starts and restarts it, and reports in plain words what went wrong. */

import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type ErrorHandler,
  type Executable,
  type StaticFeature,
} from 'vscode-languageclient/node';

import { briefSelector } from '../documents';
import { findServer, type Missing } from './findServer';
import { MissingPage } from './missingPage';
import { sendOnlyChosenSettings } from './settings';
import { isOlder, OLDEST } from './version';

const SETTINGS = ['debate.server.path', 'debate.server.arguments'];

/** Why there is no server, and what the user can do about it. */
interface ServerProblem {
  message: string;
  remedies: Remedy[];
}

interface Remedy extends vscode.MessageItem {
  command: string;
}

const INSTALL: Remedy = { title: 'How to Install', command: 'debate.showMissingServer' };
const CHOOSE: Remedy = { title: 'Choose Program…', command: 'debate.chooseServer' };
const LOG: Remedy = { title: 'Show Output', command: 'debate.showOutput' };

/** Tells the server that marks are drawn as decorations (`appearance.ts`), so that they are not sent as tokens, too. */
const drawsMarks: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), drawsMarks: true };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('Debate', { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem('debate.server', briefSelector);
  /** Only while there is no server, in every window: a new user may have no brief open. */
  private readonly missing = vscode.window.createStatusBarItem('debate.missing', vscode.StatusBarAlignment.Left);
  private readonly started = new vscode.EventEmitter<LanguageClient>();
  private readonly settingsRequested = new vscode.EventEmitter<void>();
  private readonly page: MissingPage;
  /** What the page says. */
  private problem = '';
  private readonly watcher: vscode.Disposable;
  private client: LanguageClient | undefined;
  /** Resolves when the last start or stop is done: they run one after another. */
  private queue: Promise<void> = Promise.resolve();

  readonly onDidStart = this.started.event;
  /** The server requests its settings: they have changed, so its answers may change soon. */
  readonly onDidRequestSettings = this.settingsRequested.event;

  constructor(private readonly extension: vscode.Extension<unknown>) {
    this.status.name = 'Debate server';
    this.missing.name = 'Debate server is missing';
    this.missing.text = '$(error) debate-ls is missing';
    this.missing.command = INSTALL.command;
    this.page = new MissingPage(extension.extensionUri);
    this.watcher = vscode.workspace.onDidChangeConfiguration((change) => {
      if (SETTINGS.some((setting) => change.affectsConfiguration(setting))) void this.restart();
    });
  }

  /** The client of a running server. Undefined if none runs, or if it is too old. */
  get running(): LanguageClient | undefined {
    return this.client?.isRunning() === true ? this.client : undefined;
  }

  /** The same, once the server has started or failed to start. */
  async ready(): Promise<LanguageClient | undefined> {
    await this.queue;
    return this.running;
  }

  /** Stops the server if it runs, and starts it. Shows a failure to the user; never throws. */
  restart(): Promise<void> {
    this.output.info('Starting the server');
    this.queue = this.queue.then(async () => {
      await this.stop();
      this.showStatus('starting…', { busy: true });
      const problem = await this.start();
      if (problem) this.report(problem);
    });
    return this.queue;
  }

  /** Shows the page that says what is wrong, and what to do. */
  showMissing(): void {
    this.page.show(this.problem);
  }

  async dispose(): Promise<void> {
    this.watcher.dispose();
    await this.queue;
    await this.stop();
    this.started.dispose();
    this.settingsRequested.dispose();
    this.status.dispose();
    this.missing.dispose();
    this.page.dispose();
    this.output.dispose();
  }

  private async start(): Promise<ServerProblem | undefined> {
    const settings = vscode.workspace.getConfiguration('debate.server');
    const found = findServer({
      setting: settings.get('path', ''),
      extension: this.extension.extensionPath,
      path: process.env.PATH ?? '',
      platform: process.platform,
    });
    if ('missing' in found) return notFound(found.missing);

    const { program } = found;
    const client = this.connect({ command: program, args: ['serve', ...settings.get<string[]>('arguments', [])] });
    try {
      await client.start();
    } catch (error) {
      this.output.error(`${program}: ${String(error)}`);
      return { message: `${program} does not start. Read the output, or choose another program.`, remedies: [LOG, CHOOSE] };
    }
    const version = client.initializeResult?.serverInfo?.version;
    if (isOlder(version)) {
      await stopClient(client);
      const message = `${program} is too old (${version ?? 'version unknown'}). Install ${OLDEST} or newer.`;
      return { message, remedies: [INSTALL, CHOOSE] };
    }
    this.client = client;
    const showRunning = () => {
      this.output.info(`${program} ${version ?? ''} is running`);
      this.showStatus(`debate-ls ${version ?? ''}`, { detail: program });
      this.started.fire(client);
    };
    showRunning();
    // The client restarts a server that crashes, up to five times in three minutes.
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return;
      if (newState === State.Running) showRunning();
      else if (newState === State.Starting) this.showStatus('starting…', { busy: true });
      else this.showStatus('no server', { detail: `${program} has stopped. Run “Debate: Restart Server”.`, failed: true });
    });
    return undefined;
  }

  private connect(executable: Executable): LanguageClient {
    const client = new LanguageClient('debate', 'Debate', executable, {
      documentSelector: briefSelector,
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: {
        workspace: sendOnlyChosenSettings(this.contributedSettings(), () => {
          this.settingsRequested.fire();
        }),
      },
      // `start` shows this to the user.
      initializationFailedHandler: () => false,
    });
    client.clientOptions.errorHandler = restartQuietly(client.createDefaultErrorHandler());
    client.registerFeature(drawsMarks);
    return client;
  }

  private contributedSettings(): string[] {
    const { contributes } = this.extension.packageJSON as { contributes: { configuration: { properties: object }[] } };
    return contributes.configuration.flatMap((group) => Object.keys(group.properties));
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) await stopClient(client);
  }

  private showStatus(text: string, { detail = '', busy = false, failed = false } = {}): void {
    Object.assign(this.status, {
      text,
      detail,
      busy,
      severity: failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information,
      command: { title: 'Restart', command: 'debate.restartServer' },
    });
    this.missing.tooltip = detail;
    if (failed) this.missing.show();
    else this.missing.hide();
    if (busy) return;
    this.problem = detail;
    if (!failed) this.page.close();
    // For the walkthrough, whose first step is done when a server runs, and for the view that says what to do without.
    void vscode.commands.executeCommand('setContext', 'debate.serverRunning', !failed);
    void vscode.commands.executeCommand('setContext', 'debate.serverMissing', failed);
  }

  /** Does not wait for the user, who may leave a message open for hours. */
  private report({ message, remedies }: ServerProblem): void {
    this.showStatus('no server', { detail: message, failed: true });
    this.output.warn(message);
    void vscode.window.showErrorMessage(message, ...remedies).then((remedy) => {
      if (remedy) void vscode.commands.executeCommand(remedy.command);
    });
  }
}

/** Asks for the program, and stores it where the setting is set already, or else in the user's settings. */
export async function chooseServer(): Promise<void> {
  const [program] = (await vscode.window.showOpenDialog({ title: 'Where is debate-ls?', openLabel: 'Use' })) ?? [];
  if (!program) return;
  const settings = vscode.workspace.getConfiguration('debate.server');
  const { workspaceFolderValue, workspaceValue } = settings.inspect('path') ?? {};
  const isWorkspaceSetting = workspaceValue !== undefined || workspaceFolderValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await settings.update('path', program.fsPath, isWorkspaceSetting ? Workspace : Global);
}

/**
 * The default handler stops a server for good when a write fails, and a write to a server that has crashed may fail
 * before its end is noticed. Here, only the end counts, and then `handler` decides. Errors are written to the output,
 * and the status item shows a restart, so only a server that stays away is worth a notification.
 */
function restartQuietly(handler: ErrorHandler): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: async () => {
      const result = await handler.closed();
      return { ...result, handled: result.action === CloseAction.Restart };
    },
  };
}

/** Ignores errors: a server that has crashed or hangs cannot be stopped in order. */
async function stopClient(client: LanguageClient): Promise<void> {
  // It starts again after a crash, and cannot be stopped until it runs. This waits for that start.
  if (client.state === State.Starting) await client.start().catch(() => undefined);
  if (client.isRunning()) await client.stop().catch(() => undefined);
}

function notFound(missing: Missing): ServerProblem {
  if (missing === 'everywhere') {
    const message = 'debate-ls is not installed, or not on your PATH. Install it, or choose the program.';
    return { message, remedies: [INSTALL, CHOOSE] };
  }
  const message = `No program at ${missing.setting} (the setting debate.server.path). Choose another.`;
  return { message, remedies: [CHOOSE, INSTALL] };
}
