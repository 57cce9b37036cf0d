import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The least that a React page can do for a flip card: text that is ready, turned by a key. */
function Flip() {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const next = () => setStep((before) => before + 1);
    window.addEventListener('keydown', next);
    return () => window.removeEventListener('keydown', next);
  }, []);
  const isBack = step % 2 === 1;
  return (
    <main>
      <section aria-label="Question">Question {Math.floor(step / 2)}</section>
      {isBack && <section aria-label="Answer">Answer {step}</section>}
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Flip />);
