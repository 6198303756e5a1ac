/** What stands in place of a person's name, address and words once they were erased (rule 16). */
export const ERASED = '[erased]';
