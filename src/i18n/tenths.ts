/** A share from 0 to 1 as people say it: how many of ten. 0 is fewer than one of them, 10 more than nine. */
export const tenthsOf = (share: number): number => Math.round(share * 10);
