/** The pages that were built into `dist/pages`, served with the caching each kind of file allows. */
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import { localsOf } from './locals.ts';

const PAGES = ['chat', 'seller', 'console'];
const YEAR_MS = 365 * 86_400_000;
/**
 * A script for the pages of any site, as a plain script or a module: it is the same for everyone and holds no secret.
 * Its name stays the same, so visitors soon ask whether it has changed.
 */
const SHARED_HEADERS = {
  'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;
const FILES_ONLY = { index: false, redirect: false } as const;

/**
 * Serves `/` (in demo mode the demo, otherwise the index), `/chat`, `/seller` and `/console` where they were built,
 * their assets, and what other sites embed. Names of assets hold a hash of their content, so browsers may keep them for
 * good; pages are asked for anew each time. Does nothing where no pages were built.
 */
export function mountPages(app: Express, pagesDir: string, options: { demo: boolean }): void {
  if (!existsSync(pagesDir)) return;
  const home = options.demo ? ['demo', 'index'] : ['index'];
  const pages = [{ path: '/', names: home }, ...PAGES.map((name) => ({ path: `/${name}`, names: [name] }))];
  for (const { path, names } of pages) {
    const file = names.map((name) => `${name}.html`).find((name) => existsSync(join(pagesDir, name)));
    if (file) app.get(path, page(path, pagesDir, file));
  }
  app.use('/assets', express.static(join(pagesDir, 'assets'), { immutable: true, maxAge: YEAR_MS, ...FILES_ONLY }));
  const setHeaders = (res: ServerResponse): unknown => (res as Response).set(SHARED_HEADERS);
  app.use('/embed', express.static(join(pagesDir, 'embed'), { cacheControl: false, setHeaders, ...FILES_ONLY }));
  const files = express.static(pagesDir, { cacheControl: false, ...FILES_ONLY });
  app.use((req, res, next) => {
    // Pages have addresses of their own; the demo's file must not be another one.
    if (req.path.endsWith('.html')) return next();
    res.set('Cache-Control', 'no-cache');
    return files(req, res, (error) => {
      res.removeHeader('Cache-Control');
      next(error);
    });
  });
}

const page =
  (path: string, root: string, file: string): RequestHandler =>
  (_req, res, next) => {
    localsOf(res).route = path;
    res.sendFile(file, { root, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
      if (error) next(error);
    });
  };
