import { hostileLoad } from './hostile-load.ts';
import { LIMITS } from './hostile-limits.ts';

/** Prints, as JSON, what so many hostile endpoints at once do to this process; deadlines are those of the tests. */
console.log(JSON.stringify(await hostileLoad(Number(process.argv[2]), LIMITS)));
