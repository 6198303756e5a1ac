/** As much of MongoDB's wire protocol as it takes to count writes: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */

const HEADER = 16;
const OP_MSG = 2013;
/** After the header: four bytes of flags, the kind of the first section, its length, its first element's type. */
const COMMAND_NAME = HEADER + 4 + 1 + 4 + 1;
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** Cuts a stream into messages: each begins with its length. */
export function frames(whole: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      whole(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

export const requestIdOf = (message: Buffer): number => message.readInt32LE(4);
export const responseToOf = (message: Buffer): number => message.readInt32LE(8);

/** The command's name is the name of its document's first element. */
export function isWrite(message: Buffer): boolean {
  if (message.readInt32LE(12) !== OP_MSG || message.length <= COMMAND_NAME) return false;
  return WRITES.has(message.toString('latin1', COMMAND_NAME, message.indexOf(0, COMMAND_NAME)));
}
