import { spread, type Row } from './measure.ts';
import type { Site } from './page.ts';
import { inProfile } from './profile.ts';

/** What an answer costs until it is safely on the disk, with all that is noted beside it. */
export function appendRows(executablePath: string, { url }: Site): Promise<Row[]> {
  return inProfile(executablePath, async (context) => {
    const page = await context.newPage();
    await page.goto(url);
    const { ours, floor } = await page.evaluate(async () => {
      const file = new URL('./appending.js', location.href).href;
      const { appendInTurn } = (await import(file)) as typeof import('./appending.ts');
      return appendInTurn();
    });
    const what = 'an answer on the disk, against a bare strict put';
    return [{ what, unit: 'ms', goal: 1.3, ours: spread(ours), floor: spread(floor) }];
  });
}
