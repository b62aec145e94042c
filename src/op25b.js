#!/usr/bin/env node
// Plain JavaScript on purpose: were the first file TypeScript, Node would load its type stripper (0.1 s, 15 MB) at every
// start. The compile cache keeps the stripped and compiled rest between starts.
import module from 'node:module';

const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `op25b: Node.js ${OLDEST_NODE} or newer is needed, this is ${process.version}; in a checkout use "npm run -s op25b --", which brings its own\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache();
  await import('./main.ts');
}
