/** The page to leaf through the pictures: one row for each scene, its looks side by side. */

/** HTML for pictures named `<scene>--<language>--<scheme>--<width>` that lie beside it. */
export function contactSheet(names: readonly string[]): string {
  const sceneOf = (name: string): string => name.split('--', 1)[0] ?? name;
  const scenes = [...new Set(names.map(sceneOf))];
  const figure = (name: string): string =>
    `<a href="${name}.png"><img src="${name}.png" alt="" loading="lazy"><span>${name.split('--').slice(1).join(' · ')}</span></a>`;
  const looksOf = (scene: string): string =>
    names
      .filter((name) => sceneOf(name) === scene)
      .map(figure)
      .join('');
  const rows = scenes.map((scene) => `<h2>${scene}</h2><div>${looksOf(scene)}</div>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Parley: every page in every state</title>
<style>
  body { font: 14px system-ui; margin: 24px; background: #f4f4f2; }
  div { display: flex; gap: 12px; overflow-x: auto; }
  a { display: grid; gap: 4px; color: inherit; text-decoration: none; }
  img { height: 320px; border: 1px solid #ccc; }
</style>
<h1>Parley: every page in every state</h1>
${rows.join('\n')}
</html>
`;
}
