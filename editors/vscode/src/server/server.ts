/** The server's process, from the editor's side: started, restarted, and, where that fails, told in plain words. */

import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, type Executable } from 'vscode-languageclient/node';

import { isBriefSelector } from '../documents';
import { find, type Missing } from './find';
import { onlyChosen } from './settings';
import { isOlder, OLDEST } from './version';

const SETTINGS = ['debate.server.path', 'debate.server.arguments'];
const WALKTHROUGH = 'debate-ls.debate#start';

/** Why there is no server, and what one may do about it. */
interface Trouble {
  message: string;
  remedies: Remedy[];
}

interface Remedy extends vscode.MessageItem {
  command: string;
  argument?: string;
}

const INSTALL: Remedy = { title: 'How to Install', command: 'workbench.action.openWalkthrough', argument: WALKTHROUGH };
const CHOOSE: Remedy = { title: 'Choose Program …', command: 'debate.chooseServer' };
const LOG: Remedy = { title: 'Show Output', command: 'debate.showOutput' };

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel('Debate', { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem('debate.server', isBriefSelector);
  private readonly started = new vscode.EventEmitter<LanguageClient>();
  private readonly asked = new vscode.EventEmitter<void>();
  private readonly watcher: vscode.Disposable;
  private client: LanguageClient | undefined;
  /** Starts and stops follow each other, whoever asks for them. */
  private turn: Promise<void> = Promise.resolve();

  readonly onDidStart = this.started.event;
  /** The server asks for its settings: they have changed, and soon its answers will. */
  readonly onDidAskForSettings = this.asked.event;

  constructor(private readonly extension: vscode.Extension<unknown>) {
    this.status.name = 'Debate server';
    this.watcher = vscode.workspace.onDidChangeConfiguration((change) => {
      if (SETTINGS.some((setting) => change.affectsConfiguration(setting))) void this.restart();
    });
  }

  /** The client of a server that runs and is recent enough; undefined without one. */
  get running(): LanguageClient | undefined {
    return this.client?.isRunning() === true ? this.client : undefined;
  }

  /** Stops the server where it runs, and starts it. What goes wrong is told to the user, not thrown. */
  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.stop();
      this.show('starting …', { busy: true });
      const trouble = await this.start();
      if (trouble) this.tell(trouble);
    });
    return this.turn;
  }

  async dispose(): Promise<void> {
    this.watcher.dispose();
    await this.turn;
    await this.stop();
    this.started.dispose();
    this.asked.dispose();
    this.status.dispose();
    this.output.dispose();
  }

  private async start(): Promise<Trouble | undefined> {
    const settings = vscode.workspace.getConfiguration('debate.server');
    const found = find({
      setting: settings.get('path', ''),
      extension: this.extension.extensionPath,
      path: process.env.PATH ?? '',
      platform: process.platform,
    });
    if ('missing' in found) return missing(found.missing);

    const { program } = found;
    const client = this.connect({ command: program, args: ['serve', ...settings.get<string[]>('arguments', [])] });
    try {
      await client.start();
    } catch (error) {
      this.output.error(`${program}: ${String(error)}`);
      return { message: `${program} did not start.`, remedies: [LOG, CHOOSE] };
    }
    const version = client.initializeResult?.serverInfo?.version;
    if (isOlder(version)) {
      await end(client);
      const message = `${program} is too old: this extension needs ${OLDEST} or newer, and that is ${version ?? 'unknown'}.`;
      return { message, remedies: [INSTALL, CHOOSE] };
    }
    this.client = client;
    const runs = () => {
      this.show(`debate-ls ${version ?? ''}`, { detail: program });
      this.started.fire(client);
    };
    runs();
    // A server that dies is started again by its client, up to five times in three minutes.
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return;
      if (newState === State.Running) runs();
      else if (newState === State.Starting) this.show('starting …', { busy: true });
      else this.show('no server', { detail: `${program} has ended.`, failed: true });
    });
    return undefined;
  }

  private connect(executable: Executable): LanguageClient {
    return new LanguageClient('debate', 'Debate', executable, {
      documentSelector: isBriefSelector,
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: {
        workspace: onlyChosen(this.contributedSettings(), () => {
          this.asked.fire();
        }),
      },
      // It is told once, by `start`.
      initializationFailedHandler: () => false,
    });
  }

  private contributedSettings(): string[] {
    const { contributes } = this.extension.packageJSON as { contributes: { configuration: { properties: object }[] } };
    return contributes.configuration.flatMap((group) => Object.keys(group.properties));
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) await end(client);
  }

  private show(text: string, { detail = '', busy = false, failed = false } = {}): void {
    Object.assign(this.status, {
      text,
      detail,
      busy,
      severity: failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information,
      command: { title: 'Restart', command: 'debate.restartServer' },
    });
  }

  /** Does not wait for the user: a message may stand for hours. */
  private tell({ message, remedies }: Trouble): void {
    this.show('no server', { detail: message, failed: true });
    this.output.warn(message);
    void vscode.window.showErrorMessage(message, ...remedies).then((remedy) => {
      if (remedy) void vscode.commands.executeCommand(remedy.command, remedy.argument);
    });
  }
}

/** Asks for the program, and remembers it where the setting is set already, else for all folders. */
export async function chooseServer(): Promise<void> {
  const [program] = (await vscode.window.showOpenDialog({ title: 'Where is debate-ls?', openLabel: 'Use' })) ?? [];
  if (!program) return;
  const settings = vscode.workspace.getConfiguration('debate.server');
  const { workspaceFolderValue, workspaceValue } = settings.inspect('path') ?? {};
  const isOfFolder = workspaceValue !== undefined || workspaceFolderValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await settings.update('path', program.fsPath, isOfFolder ? Workspace : Global);
}

/** A server that died, or does not answer any more, has nothing left to stop. */
async function end(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop().catch(() => undefined);
}

function missing(where: Missing): Trouble {
  if (where === 'everywhere') {
    const message = 'debate-ls was not found, neither beside the extension nor on the PATH.';
    return { message, remedies: [INSTALL, CHOOSE] };
  }
  const message = `The setting debate.server.path names ${where.setting}, and no program is there.`;
  return { message, remedies: [CHOOSE, INSTALL] };
}
