/** The messages between the extension and the page of the dates view. */

import type { Position } from 'vscode-languageclient';

import type { Timeline } from './timeline';

/** To the page: what to show, or why there is nothing to show. */
export type MessageToPage = { timeline: Timeline } | { emptyReason: string };

/** From the page: it is ready for data, or the user opens a card. */
export type MessageFromPage = { ready: true } | { open: Position };
