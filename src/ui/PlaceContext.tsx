import { createContext, useContext } from 'react';
import type { Place } from './commands.ts';

export const PlaceContext = createContext<Place | null>(null);

/** Where the learner is and how commands go elsewhere. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('No place around this component: wrap it in PlaceContext.');
  return place;
}
