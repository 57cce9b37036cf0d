import { readFileSync } from 'node:fs';
import process from 'node:process';
import { printBars } from './learning/bars.ts';
import { realLearners, simulatedLearner } from './learning/learners.ts';
import { fsrsBrowserBars, recoveryBars } from './learning/optimizerBars.ts';
import { policyBars } from './learning/policyBars.ts';
import { vectorBar } from './learning/vectorBar.ts';

/** `npm run bench:learning -- 300 FSRS-6-short.jsonl` draws the learners from the published weights in that file. */
const [count = '300', weightsFile] = process.argv.slice(2);
const LEARNERS = Number(count);
const population =
  weightsFile === undefined ? simulatedLearner : realLearners(readFileSync(weightsFile, 'utf8'));
const drawn =
  weightsFile === undefined
    ? 'around the medians of 46 real learners, with their spread and with what goes together in them'
    : `close to one of the first 46 real learners in ${weightsFile}`;

console.log(
  `Seeded simulation: ${LEARNERS} learners whose memory is FSRS-6 with weights drawn ${drawn}, and cards that differ ` +
    'in what no scheduler sees. Truth of this shape favours FSRS; only a trial with people could prove any of it.\n',
);
printBars([
  vectorBar(),
  ...policyBars(LEARNERS, population),
  ...recoveryBars(Math.min(LEARNERS, 150), population),
  ...(await fsrsBrowserBars()),
]);
