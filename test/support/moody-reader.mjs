/**
 * Stands in for the process that reads pictures (src/pictures/reader.ts): does what is written in the picture. Answers with
 * what it knows of itself.
 */
const knows = () => JSON.stringify({ pid: process.pid, environment: Object.keys(process.env) });

process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, sent }) => {
  const asked = Buffer.from(sent).toString();
  if (asked === 'end') process.exit(3);
  if (asked === 'hang') return;
  process.send({ id, picture: { code: 'picture_unreadable', detail: knows() } });
});
process.send('ready');
