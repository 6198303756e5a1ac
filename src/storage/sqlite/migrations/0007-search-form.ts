/** Terms in the form in which searches compare them. `search_form` is a function of ours (migrations.ts). */
export const SEARCH_FORM = `
UPDATE OR REPLACE term SET term = search_form(term) WHERE term <> search_form(term);
`;
