/**
 * Installing: `GET /slack/install` leads to Slack's consent page, `GET /slack/oauth_redirect` comes back with a code,
 * which becomes an installation. Slack's own InstallProvider checks the state (signed, in a cookie, ten minutes).
 */
import { InstallProvider, type InstallURLOptions } from '@slack/oauth';
import express, { type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { BOT_SCOPES, type SlackConfig } from '../config.ts';
import { type Installations, installationStore } from './installations.ts';
import { boltLogger } from './logger.ts';
import { clientOptionsOf } from './workspaces.ts';

const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** Null where the configuration holds one workspace's token and nobody installs anything. */
export function createInstaller(
  config: SlackConfig,
  installations: Installations,
  onInstalled: (id: string) => Promise<void>,
  log: Logger,
): InstallProvider | null {
  if (!config.oauth) return null;
  const { clientId, clientSecret, stateSecret } = config.oauth;
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    directInstall: true,
    installationStore: installationStore(installations, onInstalled),
    clientOptions: clientOptionsOf(config, log),
    logger: boltLogger(log),
    ...(config.apiUrl ? { authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href } : {}),
  });
}

/** The two routes. `publicUrl`: where Slack sends people back to; null: the redirect URL that the app declares. */
export function installRoutes(installer: InstallProvider, publicUrl: string | null, log: Logger): Router {
  const options: InstallURLOptions = {
    scopes: [...BOT_SCOPES],
    ...(publicUrl ? { redirectUri: publicUrl + REDIRECT_PATH } : {}),
  };
  const routes = express.Router();
  routes.get(INSTALL_PATH, (req, res) => installer.handleInstallPath(req, res, undefined, options));
  routes.get(REDIRECT_PATH, (req: Request, res: Response) =>
    installer.handleCallback(req, res, {
      success: (installation) => {
        const name = installation.team?.name ?? installation.enterprise?.name ?? 'your workspace';
        log.info({ team: installation.team?.id ?? installation.enterprise?.id }, 'a workspace installed the app');
        answer(
          res,
          200,
          `Parley is installed in ${name}. In Slack, type /parley help to go on. You can close this page.`,
        );
      },
      failure: (error) => {
        log.warn({ reason: error.code }, 'an installation failed');
        answer(res, 400, `The installation did not work (${error.code}). Open ${INSTALL_PATH} and try again.`);
      },
    }),
  );
  return routes;
}

function answer(res: Response, status: number, sentence: string): void {
  res.status(status).set('Cache-Control', 'no-store').type('text/plain').send(`${sentence}\n`);
}
