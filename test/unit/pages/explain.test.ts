import { describe, expect, it } from 'vitest';
import { ConnectAuth } from '../../../src/contract/live.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { en } from '../../../src/i18n/pages/en.ts';
import { explainAnswer } from '../../../src/pages/chat/explain.ts';
import { saidOf } from '../../../src/pages/session/said.ts';
import { zoneOf } from '../../../src/pages/theme/zone.ts';

const problem = (code: Problem['code']): Problem => ({ type: '', title: code, status: 409, detail: 'Why.', code });

describe('An answer that had no effect', () => {
  it('is explained while the offer waits', () => {
    expect(explainAnswer('failed', true, en)).toBe(en.answerFailed);
    expect(explainAnswer(problem('rate_limited'), true, en)).toBe(en.tooManyTries);
  });

  it('that never arrived is not asked for again once the offer has closed', () => {
    expect(explainAnswer('failed', false, en)).toBeUndefined();
    expect(explainAnswer('offline', false, en)).toBeUndefined();
    expect(explainAnswer(problem('unavailable'), false, en)).toBeUndefined();
  });

  it('because somebody was faster says so for good', () => {
    expect(explainAnswer(problem('conflict'), false, en)).toBe(en.alreadyAnswered);
  });

  it('because it came too late says so until the card does', () => {
    expect(explainAnswer(problem('deadline_passed'), true, en)).toBe(en.timeUp);
    expect(explainAnswer(problem('deadline_passed'), false, en)).toBeUndefined();
  });
});

describe('What a connection says of its reader', () => {
  it('is what the server can read, and nothing else', () => {
    expect(saidOf({ locale: 'th', zone: 'Asia/Bangkok' })).toEqual({ locale: 'th', zone: 'Asia/Bangkok' });
    expect(saidOf({ locale: 'en-XA' })).toEqual({ locale: 'en-XA' });
    const unreadable = [
      { locale: 'not_a_locale', zone: 'Nowhere/City' },
      { locale: 'en-US-u-hc-h12', zone: '' },
      { locale: '', zone: 'Etc/Unknown' },
      {},
    ];
    for (const said of unreadable) expect(saidOf(said)).toEqual({});
    for (const locale of ['th', 'en-XA', 'zh-Hans-CN'])
      expect(ConnectAuth.parse(saidOf({ locale }))).toEqual({ locale });
  });
});

describe('The zone of a page', () => {
  it('is the first that is known, and the browser’s own where none is', () => {
    expect(zoneOf('Nowhere/City', undefined, '', 'Asia/Bangkok', 'Asia/Manila')).toBe('Asia/Bangkok');
    expect(zoneOf('Nowhere/City', null)).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});
