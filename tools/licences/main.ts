import { writeFile } from 'node:fs/promises';
import { licencePage } from './licence-page.ts';
import { lockedPackages } from './locked-packages.ts';
import { readPolicy } from './policy.ts';

const ROOT = new URL('../../', import.meta.url);

const packages = lockedPackages(new URL('package-lock.json', ROOT));
await writeFile(new URL('docs/licences.md', ROOT), licencePage(packages, readPolicy()));
