/** The baseline of "memory": a Socket.IO server whose connections join a room and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { alone, answerQuestions } from './processes.ts';

const server = createServer();
const io = new Server(server, { path: '/bare.io', transports: ['websocket'] });
io.on('connection', (socket) => void socket.join(String(socket.handshake.auth.room)));
server.listen(0, '127.0.0.1', () => answerQuestions(alone((server.address() as AddressInfo).port)));
