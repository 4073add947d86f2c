// A second thread that works while the first one does, and is waited for without giving up the turn.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** What the other thread is given, beside what it is to do. */
export interface Line {
  readonly port: MessagePort;
  /** Raised to 1 when the answer has been sent. */
  readonly sent: Int32Array;
}

/**
 * Starts a program with its task in another thread; gives what waits for its answer, undefined where none comes within
 * so many milliseconds.
 */
export function startThread(program: string, task: unknown): (patience: number) => unknown {
  const { port1, port2 } = new MessageChannel();
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { workerData: { task, port: port2, sent }, transferList: [port2] });
  // What goes wrong there is found by waiting in vain; it must not end this thread.
  worker.on('error', () => {});
  worker.unref();
  return (patience) => {
    Atomics.wait(sent, 0, 0, patience);
    const message: unknown = receiveMessageOnPort(port1)?.message;
    port1.close();
    void worker.terminate();
    return message;
  };
}

/** Sends the answer, with buffers that change hands. */
export function answerThread({ port, sent }: Line, answer: unknown, buffers: readonly ArrayBuffer[]): void {
  port.postMessage(answer, [...buffers]);
  Atomics.store(sent, 0, 1);
  Atomics.notify(sent, 0);
}
