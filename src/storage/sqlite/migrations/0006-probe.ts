/** One row, written to see whether the file can be written. */
export const PROBE = `
CREATE TABLE probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  written INTEGER NOT NULL
) STRICT;
INSERT INTO probe VALUES (1, 0);
`;
