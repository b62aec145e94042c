import { inOneCell } from './bilingual.ts';
import { allKnowledge, type Knowledge } from './knowledge.ts';
import { heading, linkTo, list, page } from './markdown.ts';
import { PAGE_FILES, type PageName } from './page-files.ts';
import { causesSection } from './sections/causes.ts';
import { clientsSection } from './sections/clients.ts';
import { repliesSection, topicsSection } from './sections/explanations.ts';
import { factsSection } from './sections/facts.ts';
import { linesSection } from './sections/lines.ts';
import { evidenceSection, findingsSection } from './sections/probe.ts';
import { providersSection } from './sections/providers.ts';
import { questionsSection } from './sections/questions.ts';
import { remediesSection } from './sections/remedies.ts';
import words from './words.json' with { type: 'json' };

type SectionName = keyof typeof words.sections;
type Section = {
  page: PageName;
  name: SectionName;
  rows: (knowledge: Knowledge) => readonly unknown[];
  body: (knowledge: Knowledge) => string;
};

const SECTIONS: Section[] = [
  { page: 'causes', name: 'causes', rows: ({ causes }) => causes, body: causesSection },
  { page: 'causes', name: 'remedies', rows: ({ remedies }) => remedies, body: remediesSection },
  { page: 'causes', name: 'questions', rows: ({ questions }) => questions, body: questionsSection },
  { page: 'causes', name: 'facts', rows: ({ facts }) => facts, body: factsSection },
  { page: 'clients', name: 'clients', rows: ({ clients }) => clients, body: clientsSection },
  { page: 'errors', name: 'evidence', rows: ({ features }) => features, body: evidenceSection },
  { page: 'errors', name: 'findings', rows: ({ findings }) => findings, body: findingsSection },
  { page: 'errors', name: 'replies', rows: ({ replyMeanings }) => replyMeanings, body: repliesSection },
  { page: 'errors', name: 'topics', rows: ({ topics }) => topics, body: topicsSection },
  { page: 'providers', name: 'providers', rows: ({ providers }) => providers, body: providersSection },
  { page: 'providers', name: 'lines', rows: ({ lines }) => lines, body: linesSection },
];
const PAGES = ['causes', 'clients', 'errors', 'providers'] as const satisfies PageName[];

/**
 * The pages docs/knowledge*.md: all that the bot knows, in both languages side by side. The same data give the same pages.
 *
 * @throws KnowledgeError, or Error naming a text that a language lacks
 */
export function knowledgePages(): { file: string; text: string }[] {
  const knowledge = allKnowledge();
  const index = SECTIONS.map(({ page: where, name, rows }) => {
    const title = inOneCell(words.sections[name]);
    return `${linkTo(title, PAGE_FILES[where], title)} (${rows(knowledge).length})`;
  });
  return PAGES.map((name) => {
    const sections = SECTIONS.filter((section) => section.page === name);
    const blocks = [
      heading(1, inOneCell(words.pages[name])),
      ...words.intro.map(inTwoLines),
      heading(2, inOneCell(words.index)),
      list(index),
      ...sections.flatMap((section) => sectionBlocks(section, knowledge)),
    ];
    return { file: PAGE_FILES[name], text: `${page(blocks)}\n` };
  });
}

function sectionBlocks({ name, body }: Section, knowledge: Knowledge): string[] {
  return [heading(2, inOneCell(words.sections[name])), inTwoLines(words.notes[name]), body(knowledge)];
}

function inTwoLines({ ja, en }: { ja: string; en: string }): string {
  return ja === '' ? '' : `${ja}<br>\n${en}`;
}
