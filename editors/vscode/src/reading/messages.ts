/** The messages between the extension and the page of the reading view. */

import type { Position } from 'vscode-languageclient';

import type { Reading, Speeds } from './reading';

/** To the page: what to read, and how long the speech is; or why there is nothing to read. */
export type MessageToPage = { reading: Reading; minutes: number } | { emptyReason: string };

export type MessageFromPage =
  | { ready: true }
  /** Show this place in the brief. */
  | { open: Position }
  /** The card was read up to the end of the line at this place, or only up to these words of it. */
  | { mark: Position; words: string | null }
  | { speeds: Speeds }
  | { minutes: number }
  | { print: true };
