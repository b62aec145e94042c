import { writeFile } from 'node:fs/promises';
import { knowledgePages } from './knowledge-pages.ts';

const DOCS = new URL('../../docs/', import.meta.url);

await Promise.all(knowledgePages().map(({ file, text }) => writeFile(new URL(file, DOCS), text)));
