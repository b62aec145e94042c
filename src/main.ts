#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Type stripping and compiling cost a quarter of a second a start; Node keeps their result between starts.
enableCompileCache();
const { runCommand } = await import('./command-line.ts');
process.exitCode = await runCommand(process.argv.slice(2), process);
