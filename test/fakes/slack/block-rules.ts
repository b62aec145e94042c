import * as z from 'zod';

/**
 * What Slack accepts as blocks: fields, lengths and counts of https://docs.slack.dev/reference/block-kit, written apart
 * from the renderer so that the one can catch the other's mistakes. A field that Slack does not know is refused, too.
 */

const blockId = z.string().min(1).max(255).optional();
const actionId = z.string().min(1).max(255);

const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.union([plain(most), mrkdwn(most)]);

const confirm = z.strictObject({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(75),
  description: plain(75).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: actionId,
  placeholder: plain(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
  confirm: confirm.optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(option).min(1).max(5),
  confirm: confirm.optional(),
});

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  placeholder: plain(150).optional(),
  initial_value: z.string().optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().min(0).max(3000).optional(),
  max_length: z.number().min(1).max(3000).optional(),
});

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.url().max(3000), text: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^[CDG][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().regex(/^[a-z0-9_+-]+$/) }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(richSection).min(1),
          offset: z.number().int().min(0).optional(),
          indent: z.number().int().min(0).max(8).optional(),
        }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(richElement).min(1),
          border: z.number().optional(),
        }),
      ]),
    )
    .min(1),
});

const common = {
  header: z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  section: z.strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.union([button, staticSelect, overflow]).optional(),
  }),
  divider: z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  context: z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z.array(anyText(2000)).min(1).max(10),
  }),
  actions: z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [button, staticSelect, overflow]))
      .min(1)
      .max(25),
  }),
  image: z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    image_url: z.string().max(3000).optional(),
    slack_file: z.strictObject({ id: z.string() }).optional(),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  }),
  rich: richText,
};

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [textInput, staticSelect]),
});

const messageBlock = z.discriminatedUnion('type', [
  common.header,
  common.section,
  common.divider,
  common.context,
  common.actions,
  common.image,
  common.rich,
]);
const viewBlock = z.discriminatedUnion('type', [
  common.header,
  common.section,
  common.divider,
  common.context,
  common.actions,
  common.image,
  common.rich,
  input,
]);

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  blocks: z.array(viewBlock).min(1).max(100),
});
const home = z.strictObject({
  type: z.literal('home'),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: z.array(viewBlock).max(100),
});

/** Reported by users of bolt-js (#2509): blocks with more characters than this are refused. */
const MOST_BLOCK_CHARACTERS = 13_200;
const MOST_VIEW_BYTES = 250_000;

export type Refusal = { error: string; messages: string[] };

/** @returns null when Slack takes them */
export function refusalOfBlocks(blocks: unknown): Refusal | null {
  const parsed = z.array(messageBlock).max(50).safeParse(blocks);
  if (!parsed.success) return { error: 'invalid_blocks', messages: messagesOf(parsed.error) };
  const repeated = repeatedIds(parsed.data);
  if (repeated) return { error: 'invalid_blocks', messages: [repeated] };
  if (textOf(parsed.data).length > MOST_BLOCK_CHARACTERS) return { error: 'msg_blocks_too_long', messages: [] };
  return null;
}

/** @returns null when Slack takes it */
export function refusalOfView(view: unknown, type: 'modal' | 'home'): Refusal | null {
  const parsed = (type === 'modal' ? modal : home).safeParse(view);
  if (!parsed.success) return { error: 'invalid_arguments', messages: messagesOf(parsed.error) };
  if (JSON.stringify(view).length > MOST_VIEW_BYTES) return { error: 'view_too_large', messages: [] };
  const repeated = repeatedIds(parsed.data.blocks);
  if (repeated) return { error: 'invalid_arguments', messages: [repeated] };
  const hasInput = parsed.data.blocks.some((block) => block.type === 'input');
  if (hasInput && parsed.data.type === 'modal' && !parsed.data.submit) {
    return { error: 'invalid_arguments', messages: ['a modal with inputs needs submit'] };
  }
  return null;
}

function messagesOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.message} [json-pointer:/${issue.path.join('/')}]`);
}

function repeatedIds(blocks: { type: string; block_id?: string | undefined }[]): string | null {
  const seen = new Set<string>();
  for (const block of blocks) {
    if (block.block_id === undefined) continue;
    if (seen.has(block.block_id)) return `block_id ${block.block_id} appears twice`;
    seen.add(block.block_id);
  }
  for (const block of blocks) {
    const ids = [...JSON.stringify(block).matchAll(/"action_id":"([^"]*)"/g)].map((match) => match[1]);
    if (new Set(ids).size < ids.length) return 'an action_id appears twice in one block';
  }
  return null;
}

/** All texts within blocks: what people read, and what markup could hide in. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : textOf(inner)))
    .filter((words) => words !== '')
    .join('\n');
}
