import { code, linkTo } from './markdown.ts';
import { PAGE_FILES } from './page-files.ts';

/** Headings of the rows that others link to. They are plain ASCII and each is there once: so are their anchors. */

export const causeHeading = (id: string): string => `Cause: ${id}`;
export const remedyHeading = (id: string): string => `Remedy: ${id}`;
export const questionHeading = (id: string): string => `Question: ${id}`;
export const clientHeading = (id: string): string => `Client: ${id}`;
export const factHeading = (id: string): string => `Fact: ${id}`;

export const causeLink = (id: string): string => linkTo(code(id), PAGE_FILES.causes, causeHeading(id));
export const remedyLink = (id: string): string => linkTo(code(id), PAGE_FILES.causes, remedyHeading(id));
export const clientLink = (id: string, words = code(id)): string =>
  linkTo(words, PAGE_FILES.clients, clientHeading(id));
