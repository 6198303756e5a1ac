/** Whoever acts under a user id that begins so is a shop's rule; no person is named like this. */
export const RULE_PREFIX = 'rule:';
