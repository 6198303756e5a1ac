/** Opens the figures over time, which are loaded when somebody wants to see them. */
import type { Stats } from '../../contract/lists.ts';
import type { Calls } from '../session/calls.ts';
import type { ParleyFigures } from './parley-figures.ts';

type Shown = Pick<ParleyFigures, 'strings' | 'locale' | 'now'> &
  Partial<Pick<ParleyFigures, 'markets' | 'shops' | 'scope'>>;

/** Below `root`, whose theme it has, until it is closed. */
export async function openFigures(root: ParentNode, api: Calls, shown: Shown): Promise<void> {
  await import('./parley-figures.ts');
  const figures = Object.assign(document.createElement('parley-figures'), shown, {
    ask: (query: string) => api.get<Stats>(`/v1/stats?${query}`),
  });
  figures.addEventListener('done', () => figures.remove());
  root.append(figures);
}
