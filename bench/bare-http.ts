/**
 * The baseline of "accept": what a bare Express handler takes for one authenticated indexed write, on the same storage
 * with the same durability. Arguments: the storage's URL, the secret, how many rows.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SqliteDatabase from 'better-sqlite3';
import express, { type RequestHandler } from 'express';
import { jwtVerify } from 'jose';
import mongoose from 'mongoose';
import { alone, answerQuestions } from './processes.ts';

const [url = '', secret = '', rows = '0'] = process.argv.slice(2);
const key = new TextEncoder().encode(secret);
const count = Number(rows);

const authenticated: RequestHandler = async (req, res, next) => {
  const token = req.get('authorization')?.replace(/^Bearer /u, '') ?? '';
  await jwtVerify(token, key, { algorithms: ['HS256'] });
  res.locals.authenticated = true;
  next();
};

/** Opens the storage, fills the table, and answers the one indexed write. */
async function openWrite(): Promise<(id: string, status: string) => Promise<boolean>> {
  if (url.startsWith('sqlite:')) {
    const db = new SqliteDatabase(url.slice('sqlite:'.length));
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE answer (id TEXT PRIMARY KEY, status TEXT NOT NULL, at INTEGER NOT NULL)');
    const insert = db.prepare("INSERT INTO answer VALUES (?, 'pending', 0)");
    db.transaction(() => {
      for (let index = 0; index < count; index++) insert.run(`answer-${index}`);
    })();
    const update = db.prepare('UPDATE answer SET status = ?, at = ? WHERE id = ?');
    return async (id, status) => update.run(status, Date.now(), id).changes === 1;
  }
  const connection = await mongoose.createConnection(url).asPromise();
  const answers = connection.collection<{ _id: string; status: string; at: number }>('answer');
  for (let from = 0; from < count; from += 1_000) {
    const size = Math.min(1_000, count - from);
    await answers.insertMany(
      Array.from({ length: size }, (_, index) => ({ _id: `answer-${from + index}`, status: 'pending', at: 0 })),
    );
  }
  return async (id, status) =>
    (await answers.updateOne({ _id: id }, { $set: { status, at: Date.now() } })).matchedCount === 1;
}

const write = await openWrite();
const app = express();
app.post('/write/:id', authenticated, express.json(), async (req, res) => {
  const id = req.params.id as string;
  const done = await write(id, 'accepted');
  res.status(done ? 200 : 404).json({ id, status: 'accepted' });
});
const server = createServer(app).listen(0, '127.0.0.1', () =>
  answerQuestions(alone((server.address() as AddressInfo).port)),
);
