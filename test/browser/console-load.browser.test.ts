/**
 * Two thousand live requests and fifty changes a second, in a recorded trace: no task of the page's main thread takes
 * longer than 50 ms.
 *
 * A task is measured by the time the thread was running it (`tdur`): what a busy machine does in between is not the
 * board's doing. The time on the clock must hold too, in one recording of at most six: a machine that steals time steals
 * it from other tasks each time, while a task that is too long is too long in each of them.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import { rowsOf, shows } from '../support/console-scene.ts';
import { type Stage, startStage } from '../support/console-stage.ts';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** The longest task and how many there were, in milliseconds on the thread and on the clock. */
interface Recording {
  tasks: number;
  thread: number;
  clock: number;
}

/** The tasks of renderers' main threads in a trace. */
function measured(trace: TraceEvent[]): Recording {
  const mains = new Set(
    trace
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = trace.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`),
  );
  const longest = (of: (task: TraceEvent) => number): number => Math.max(0, ...tasks.map(of)) / 1000;
  return {
    tasks: tasks.length,
    thread: longest(({ dur = 0, tdur = dur }) => tdur),
    clock: longest(({ dur = 0 }) => dur),
  };
}

const COUNT = 2_000;
const PER_SECOND = 50;
const SECONDS = 4;
const MOST_RECORDINGS = 6;
const BUDGET_MS = 50;

describe.skipIf(!chromiumPath())(`The agent board under load${withoutChromium}`, () => {
  let stage: Stage;
  let browser: Browser;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(COUNT), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.stop();
  });

  /** Sends changes at an even pace, and moves the list meanwhile as somebody who reads does. Answers how many. */
  async function load(page: Page): Promise<number> {
    const started = performance.now();
    let sent = 0;
    while (performance.now() - started < SECONDS * 1000) {
      const due = Math.floor(((performance.now() - started) / 1000) * PER_SECOND);
      for (; sent < due; sent += 1) stage.change((sent * 37) % COUNT);
      if (sent % 25 === 0) await page.mouse.wheel(0, 240);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return sent;
  }

  async function record(page: Page): Promise<Recording> {
    await browser.startTracing(page, {
      categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
    });
    const sent = await load(page);
    expect(sent).toBeGreaterThanOrEqual(PER_SECOND * (SECONDS - 1));
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    return measured(traceEvents);
  }

  it.each([
    ['under the pointer, so that rows stay', '', true],
    ['with the pointer away, so that the order follows', '', false],
    ['grouped by state, with the pointer away', '&sort=state', false],
  ] as const)(
    'no task is longer than 50 ms with 2,000 requests and 50 changes a second, %s',
    async (how, query, under) => {
      const { page, context, complaints } = await openPage(browser, `${stage.url}/console#token=agent${query}`);
      await shows(page, COUNT);
      expect(await rowsOf(page).count()).toBeLessThan(40);
      await (under ? page.locator('console-list') : page.getByRole('heading', { level: 1 })).hover();

      let best = Number.POSITIVE_INFINITY;
      for (let n = 0; n < MOST_RECORDINGS && best > BUDGET_MS; n += 1) {
        const { tasks, thread, clock } = await record(page);
        const longest = `longest ${thread.toFixed(1)} ms, ${clock.toFixed(1)} ms on the clock`;
        process.stdout.write(`board under load, ${how}: ${tasks} tasks, ${longest}\n`);
        expect(tasks).toBeGreaterThan(PER_SECOND);
        expect(thread).toBeLessThanOrEqual(BUDGET_MS);
        best = Math.min(best, clock);
      }
      expect(best).toBeLessThanOrEqual(BUDGET_MS);

      // What was sent last is what is shown.
      const shown = rowsOf(page).first();
      const index = Number((await shown.getAttribute('id'))?.replace('row-req_', ''));
      const request = stage.requests[index];
      if (request) request.items = [{ ...request.items[0], title: `Told last ${how}` } as (typeof request.items)[0]];
      stage.change(index);
      await page.locator(`#row-req_${index}`).getByText('Told last').waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
