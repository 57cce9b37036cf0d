import { readFileSync } from 'node:fs';
import process from 'node:process';
import { runDeckCommand } from './deckCommand.ts';

process.exitCode = runDeckCommand(process.argv.slice(2), {
  read: (path) => readFileSync(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
