/**
 * The settings that the server requests. Only those the user has set: a default of the editor must not override the
 * team's `debate-ls.toml`.
 */

import * as vscode from 'vscode';
import type { ConfigurationMiddleware } from 'vscode-languageclient';

const SECTION = 'debate';

/**
 * `names` are the settings that the extension contributes: `debate.wordsPerMinute`, `debate.show.lenses`. Calls
 * `onRequest` when the server requests them.
 */
export function sendOnlyChosenSettings(names: string[], onRequest: () => void): ConfigurationMiddleware {
  const keys = names.map((name) => name.slice(SECTION.length + 1));
  return {
    configuration: ({ items }) => {
      onRequest();
      return items.map(({ section, scopeUri }) =>
        section === SECTION ? chosenSettings(keys, scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri)) : null,
      );
    },
  };
}

function chosenSettings(keys: string[], scope: vscode.Uri | undefined): object {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const settings: Settings = {};
  for (const key of keys) {
    if (isChosen(configuration.inspect(key))) setNested(settings, key.split('.'), configuration.get(key));
  }
  return settings;
}

type Settings = Record<string, unknown>;

function setNested(settings: Settings, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) settings[first] = value;
  else setNested((settings[first] ??= {}) as Settings, rest, value);
}

function isChosen(inspected: object = {}): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = inspected as Record<string, unknown>;
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}
