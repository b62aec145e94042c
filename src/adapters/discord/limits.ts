/**
 * Limits of Discord's messages, forms and ids (https://docs.discord.com/developers/components/reference and
 * /resources/message). Lengths are counted in UTF-16 units, which is never less than what Discord counts.
 */

/** Components of one message, nested ones included. */
export const MOST_COMPONENTS = 40;
/** Characters of all text displays of one message together. */
export const MOST_TEXT = 4000;
export const MOST_BUTTONS_IN_ROW = 5;
export const LONGEST_BUTTON_LABEL = 80;
export const MOST_OPTIONS = 25;
export const LONGEST_OPTION = 100;
export const LONGEST_PLACEHOLDER = 150;
export const LONGEST_CUSTOM_ID = 100;
/** Of an attachment, or of an item of a gallery. */
export const LONGEST_DESCRIPTION = 1024;
export const LONGEST_NONCE = 25;
export const LONGEST_THREAD_NAME = 100;
export const LONGEST_FORM_TITLE = 45;
export const LONGEST_FORM_LABEL = 45;
export const LONGEST_FORM_TEXT = 4000;

/** More choices than this become a menu. */
export const MOST_CHOICE_BUTTONS = 5;
