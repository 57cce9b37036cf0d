import process from 'node:process';
import { runDeckCommand } from './deckCommand.ts';
import { readTextFile } from './textFile.ts';

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = runDeckCommand(process.argv.slice(2), {
  read: readTextFile,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
