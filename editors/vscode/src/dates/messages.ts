/** What the editor and the page of the dates view say to each other. */

import type { Position } from 'vscode-languageclient';

import type { Timeline } from './timeline';

/** To the page: what to show; without a brief, why there is nothing. */
export type Show = { timeline: Timeline } | { nothing: string };

/** From the page: it is ready to be told, or the user wants to see a card. */
export type Said = { ready: true } | { open: Position };
