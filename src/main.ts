import { runCommand } from './command-line.ts';

// Whoever reads the output may stop, as `head` does: that is no fault.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), process);
