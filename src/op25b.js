#!/usr/bin/env node
// Plain JavaScript on purpose: were the first file TypeScript, Node would load its type stripper (0.1 s, 15 MB) at every
// start. The compile cache keeps the stripped and compiled rest between starts.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./main.ts');
