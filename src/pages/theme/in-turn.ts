/** Does the work for one after the other, in the order in which they came; one that fails holds up none after it. */
export function inTurn<T>(work: (one: T) => Promise<void>): (one: T) => void {
  let before: Promise<void> = Promise.resolve();
  return (one) => {
    before = before.then(
      () => work(one),
      () => work(one),
    );
  };
}
