import { defineConfig } from 'i18next-cli';

/** Only `i18next-cli types` is used: it writes the literal types that hold keys and variables against each other. */
export default defineConfig({
  locales: ['en', 'ja'],
  extract: { input: ['src/**/*.ts'], output: 'locales/{{language}}/{{namespace}}.json' },
  types: {
    input: ['locales/en/*.json'],
    output: 'node_modules/.cache/i18next.d.ts',
    resourcesFile: 'src/message/locale-types.d.ts',
  },
});
