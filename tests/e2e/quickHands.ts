/* oxlint-disable unicorn/consistent-function-scoping -- the page gets this one function and nothing around it */

/**
 * Runs in the page: reveals and grades so many cards through its own buttons, without the test's overhead between two
 * of them. Each question is handed to `window.acknowledge`, if there is one, when the next card is on screen.
 * Milliseconds from each grade to the next card.
 */
export async function answerCards(most: number): Promise<number[]> {
  const button = (label: string) =>
    [...document.querySelectorAll('button')].find((each) =>
      (each.ariaLabel ?? each.textContent).startsWith(label),
    );
  const question = () => document.querySelector('[aria-label="Question"]')?.textContent ?? '';
  const isOver = () => document.body.textContent.includes('Session finished');
  const acknowledge: unknown = Reflect.get(window, 'acknowledge');
  const took: number[] = [];
  const until = async <T>(look: () => T | undefined | false): Promise<T> => {
    for (let turn = 0; turn < 5000; turn += 1) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    }
    throw new Error(`Nothing happened: ${document.body.innerText}`);
  };
  for (let card = 0; card < most && !isOver(); card += 1) {
    (await until(() => button('Show answer'))).click();
    const asked = question();
    const easy = await until(() => button('Easy'));
    const gradedAt = performance.now();
    easy.click();
    await until(() => isOver() || (button('Show answer') && question() !== asked));
    took.push(performance.now() - gradedAt);
    if (typeof acknowledge === 'function') await acknowledge(asked);
  }
  return took;
}
