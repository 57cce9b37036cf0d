/** How a box to write in or to choose from looks. */
export const FIELD = 'h-11 w-full rounded-md border border-edge bg-raised px-3';
