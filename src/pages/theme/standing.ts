/** What stands open by itself is looked at by nobody until something is done with it, and to put it away is not to look at it. */

/** Marks the button that puts away what is open. */
export const PUTS_AWAY = 'puts-away';

/** Whether what was done in an opened request is done with it. */
export const isDoneWith = (event: Event): boolean =>
  !event.composedPath().some((place) => place instanceof Element && place.classList.contains(PUTS_AWAY));
