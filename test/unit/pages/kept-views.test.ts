import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeptViews } from '../../../src/pages/session/kept-views.ts';

/** A browser that keeps things, or throws whenever it is asked to. */
function browser({ refuses = false } = {}): Map<string, string> {
  const kept = new Map<string, string>();
  const asked = <T>(answer: T): T => {
    if (refuses) throw new DOMException('denied', 'SecurityError');
    return answer;
  };
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => asked(kept.get(key) ?? null),
    setItem: (key: string, value: string) => asked(kept.set(key, value)),
  });
  return kept;
}

const names = (views: KeptViews): string[] => views.all.map(({ name }) => name);

describe('views that somebody gave a name', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('are kept by the browser, for each list apart, by name; a name is given once', () => {
    browser();
    const views = new KeptViews('shop-1');
    views.keep({ name: ' Damaged ', view: 'reason=damaged' });
    views.keep({ name: 'Big', view: 'least=500' });
    views.keep({ name: 'Damaged', view: 'reason=damaged&due=1h' });
    expect(new KeptViews('shop-1').all).toEqual([
      { name: 'Big', view: 'least=500' },
      { name: 'Damaged', view: 'reason=damaged&due=1h' },
    ]);
    expect(names(new KeptViews('board'))).toEqual([]);
  });

  it('are renamed and removed; a name of nothing changes nothing', () => {
    browser();
    const views = new KeptViews('board');
    views.keep({ name: '  ', view: 'due=1h' });
    views.keep({ name: 'Soon', view: 'due=1h' });
    views.rename('Soon', ' ');
    views.rename('Soon', 'Within the hour');
    expect(views.all).toEqual([{ name: 'Within the hour', view: 'due=1h' }]);
    views.remove('Within the hour');
    expect(names(views)).toEqual([]);
  });

  it('last as long as the page where the browser keeps nothing', () => {
    browser({ refuses: true });
    const views = new KeptViews('board');
    expect(names(views)).toEqual([]);
    views.keep({ name: 'Soon', view: 'due=1h' });
    expect([names(views), views.lasting]).toEqual([['Soon'], false]);
  });

  it.each(['{', '{"a":1}', '[null,{"name":1,"view":"x"},{"name":"","view":"x"}]'])(
    'are none where %s is kept',
    (text) => {
      const kept = browser();
      kept.set('parley:views:board', text);
      expect(names(new KeptViews('board'))).toEqual([]);
    },
  );
});
