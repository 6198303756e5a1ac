/** Demo mode: example requests, a clock that can run fast, and the routes of the page that shows all sides at once. */
export { createDemoClock, type DemoClock, openDemoClock } from './clock.ts';
export { type DemoParts, mountDemo } from './routes.ts';
export { type SeedTools, seedDemo } from './seed.ts';
export { openSlackDemo, type SlackDemo } from './slack-demo.ts';
export { mountDemoSlack } from './slack-routes.ts';
