/** Where the embed's script came from. */

const NAME = /\/embed\/parley-chat\.js(?:[?#]|$)/u;

/**
 * The origin of the running script: what the browser says it runs, or, as it says nothing of modules, the script of
 * the embed's name on the page. Empty where there is none, for a script that was imported: chats then name their server.
 */
export function homeOf({ currentScript, scripts }: Document): string {
  const running = currentScript && 'src' in currentScript ? String(currentScript.src) : '';
  const src = running || [...scripts].find((script) => NAME.test(script.src))?.src;
  return src ? new URL(src).origin : '';
}
