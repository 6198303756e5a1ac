import { describe, expect, it } from 'vitest';
import { plainPage } from '../../../src/http/routes/answer-link-page.ts';

describe('The page of an answer link', () => {
  it.each([
    ['th', 'ltr'],
    ['en-XA', 'ltr'],
    ['ar-XB', 'rtl'],
  ])('in %s is written %s', (locale, direction) => {
    expect(plainPage(locale, 'Title')).toContain(`<html lang="${locale}" dir="${direction}">`);
  });
});
