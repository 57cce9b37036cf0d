import { useEffect } from 'react';
import { Page } from '../parts/Page.tsx';
import { FitSection } from './FitSection.tsx';
import { WhatIfSection } from './WhatIfSection.tsx';

/** FSRS made the learner's own, and what another desired retention would ask of the coming year. */
export function TuningPage() {
  useEffect(() => {
    document.title = 'Tuning – Flipside';
  }, []);
  return (
    <Page>
      <h1 className="text-3xl font-semibold tracking-tight">Tuning</h1>
      <p className="mt-2 max-w-measure text-muted">
        FSRS starts with what it learned from thousands of people. Your own answers can make it yours.
        Everything is worked out on this device.
      </p>
      <FitSection />
      <WhatIfSection />
    </Page>
  );
}
