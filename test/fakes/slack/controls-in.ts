export type Control = {
  block: string;
  id: string;
  type: string;
  label: string;
  options: { label: string; value: string }[];
};

/** Buttons, menus and inputs of blocks, in their order. */
export function controlsIn(blocks: unknown): Control[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: unknown, index) => {
    const name = stringAt(block, 'block_id') || `b${index}`;
    const elements: unknown[] = [
      ...listAt(block, 'elements'),
      ...(isRecord(block) ? [block['element'], block['accessory']] : []),
    ];
    return elements.flatMap((element): Control[] => {
      const id = stringAt(element, 'action_id');
      if (id === '') return [];
      const options = listAt(element, 'options').map((option) => ({
        label: labelOf(option),
        value: stringAt(option, 'value'),
      }));
      return [{ block: name, id, type: stringAt(element, 'type'), label: labelOf(element), options }];
    });
  });
}

/** The state of a form as it is sent off; `values` by the action id of the input. */
export function stateOf(blocks: unknown, values: Record<string, string>): Record<string, Record<string, unknown>> {
  const state: Record<string, Record<string, unknown>> = {};
  for (const { block, id, type } of controlsIn(blocks)) {
    const value = values[id];
    const picked = value === undefined ? null : { text: { type: 'plain_text', text: value }, value };
    state[block] = {
      [id]: type === 'static_select' ? { type, selected_option: picked } : { type, value: value ?? null },
    };
  }
  return state;
}

function labelOf(value: unknown): string {
  return isRecord(value) ? stringAt(value['text'], 'text') : '';
}

function listAt(value: unknown, key: string): unknown[] {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}

function stringAt(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
