import process from 'node:process';
import { printBars } from './learning/bars.ts';
import { fsrsBrowserBars, recoveryBars } from './learning/optimizerBars.ts';
import { policyBars } from './learning/policyBars.ts';
import { vectorBar } from './learning/vectorBar.ts';

const LEARNERS = Number(process.argv[2] ?? 300);

console.log(
  `Seeded simulation: ${LEARNERS} learners whose memory is FSRS-6 with weights drawn around the medians of 46 real ` +
    'learners, with their spread and with what goes together in them, and cards that differ in what no scheduler ' +
    'sees. Truth of this shape favours FSRS; only a trial with people could prove any of it.\n',
);
printBars([
  vectorBar(),
  ...policyBars(LEARNERS),
  ...recoveryBars(Math.min(LEARNERS, 150)),
  ...(await fsrsBrowserBars()),
]);
