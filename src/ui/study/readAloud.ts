/** Whether this browser can speak. */
export function canReadAloud(): boolean {
  return 'speechSynthesis' in window;
}

export function stopReading(): void {
  if (canReadAloud()) speechSynthesis.cancel();
}

/** Reads the answer on screen aloud, or the question while no answer is shown; a second press stops. */
export function toggleReading(): void {
  if (!canReadAloud()) return;
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const side =
    document.querySelector<HTMLElement>('[aria-label="Answer"]') ??
    document.querySelector<HTMLElement>('[aria-label="Question"]');
  const text = side?.innerText.trim() ?? '';
  if (text === '') return;
  const speech = new SpeechSynthesisUtterance(text);
  speech.lang = document.documentElement.lang;
  speechSynthesis.speak(speech);
}
