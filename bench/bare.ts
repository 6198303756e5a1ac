/**
 * What Parley is measured against, bare: Express handlers that verify a token and do one durable, indexed write on the same
 * storage, and a Socket.IO server whose connections join a room and nothing else.
 *
 * - `POST /write/:id` writes and answers.
 * - `POST /tell/:id` writes, answers, and emits its body to the room of that name.
 *
 * Arguments: the storage's URL (without one nothing can be written), the secret, how many rows, what the rows' ids begin with.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SqliteDatabase from 'better-sqlite3';
import express, { type RequestHandler } from 'express';
import { jwtVerify } from 'jose';
import mongoose from 'mongoose';
import { Server } from 'socket.io';
import { answerQuestions } from './processes.ts';

const [url = '', secret = '', rows = '0', name = 'answer-'] = process.argv.slice(2);
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
  if (url === '') return async () => false;
  if (url.startsWith('sqlite:')) {
    const db = new SqliteDatabase(url.slice('sqlite:'.length));
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE answer (id TEXT PRIMARY KEY, status TEXT NOT NULL, at INTEGER NOT NULL)');
    const insert = db.prepare("INSERT INTO answer VALUES (?, 'pending', 0)");
    db.transaction(() => {
      for (let index = 0; index < count; index++) insert.run(`${name}${index}`);
    })();
    const update = db.prepare('UPDATE answer SET status = ?, at = ? WHERE id = ?');
    return async (id, status) => update.run(status, Date.now(), id).changes === 1;
  }
  const connection = await mongoose.createConnection(url).asPromise();
  const answers = connection.collection<{ _id: string; status: string; at: number }>('answer');
  for (let from = 0; from < count; from += 1_000) {
    const size = Math.min(1_000, count - from);
    await answers.insertMany(
      Array.from({ length: size }, (_, index) => ({ _id: `${name}${from + index}`, status: 'pending', at: 0 })),
    );
  }
  return async (id, status) =>
    (await answers.updateOne({ _id: id }, { $set: { status, at: Date.now() } })).matchedCount === 1;
}

const write = await openWrite();
const app = express();
const server = createServer(app);
const io = new Server(server, { path: '/bare.io', transports: ['websocket'] });
io.on('connection', (socket) => void socket.join(String(socket.handshake.auth.room)));

const written: RequestHandler = async (req, res, next) => {
  const id = req.params.id as string;
  const done = await write(id, 'accepted');
  res.status(done ? 200 : 404).json({ id, status: 'accepted' });
  if (done) next();
};
app.post('/write/:id', authenticated, express.json(), written, () => {});
app.post('/tell/:id', authenticated, express.json(), written, (req) => {
  io.to(req.params.id as string).emit('message', { message: req.body });
});

server.listen(0, '127.0.0.1', () =>
  answerQuestions((server.address() as AddressInfo).port, (count, message) => {
    for (let n = 0; n < count; n += 1) io.to(`conv-${n}`).emit('message', { message });
  }),
);
