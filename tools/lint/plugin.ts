import { superLinear } from './super-linear.ts';

type RegExpNode = { regex?: { pattern: string; flags: string } | null };
type Context = { report(problem: { node: RegExpNode; message: string }): void };

/** The project's own rules for oxlint. */
export default {
  meta: { name: 'op25b' },
  rules: {
    /** No regular expression that whoever writes the text can slow down. */
    'linear-patterns': {
      create: (context: Context) => ({
        Literal(node: RegExpNode): void {
          const found = node.regex ? superLinear(node.regex.pattern, node.regex.flags) : null;
          if (!found) return;
          const message = `Takes more than linear time (${found.kind}) on a text that repeats ${JSON.stringify(found.attack)}: bound the repetition`;
          context.report({ node, message });
        },
      }),
    },
  },
};
