/**
 * Limits of Slack that a message or a form may not pass (https://docs.slack.dev/reference/block-kit/blocks and
 * /block-elements; jsdoc of @slack/types 3.2). Slack does not say how it counts a character outside the BMP; UTF-16
 * units are never fewer.
 */

export const MOST_BLOCKS = 50;

/** Slack refuses a message whose blocks hold about 13,200 characters (`msg_blocks_too_long`, bolt-js#2509); counted as columns. */
export const POST_COLUMNS = 10_000;

/** `chat.update` fails above 4,000 characters of `text`, reported from 4,000 bytes on: Japanese takes three bytes each. */
export const MOST_TEXT = 1_000;

/** One piece of text within a block: `section.text` ends there, too. */
export const MOST_PIECE = 3_000;

export const MOST_HEADER = 150;
export const MOST_LABEL = 75;
export const MOST_OPTIONS = 100;
export const MOST_OPTION_VALUE = 75;
export const MOST_TITLE = 24;
export const MOST_PLACEHOLDER = 150;
export const MOST_INPUT_LABEL = 2_000;
export const MOST_INPUT = 3_000;
export const MOST_ACTION_ID = 255;
export const MOST_CONTEXT_TEXT = 2_000;
export const MOST_ALT_TEXT = 2_000;

/** More choices than this are a menu: a row of buttons wraps on a phone. */
export const MOST_BUTTONS = 5;
