/** A shop's mark where it has no picture: the first letters of its first two words, as they are written. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s&+/_.,'’-]+/u)
    .flatMap((word) => word.match(/[\p{L}\p{N}]\p{M}*/u)?.[0] ?? [])
    .slice(0, 2)
    .join('')
    .toUpperCase();
