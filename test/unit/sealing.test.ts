import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../src/application/sealing.ts';

const SECRETS = ['the-first-secret-of-thirty-two-chars', 'an-older-secret-of-thirty-two-chars!'];

describe('Sealing', () => {
  it('opens what it sealed, and shows nothing of it before', () => {
    const sealed = seal('xoxb-1-2-abc', 'slack:T1', SECRETS);
    expect(sealed).not.toContain('xoxb');
    expect(unseal(sealed, 'slack:T1', SECRETS)).toBe('xoxb-1-2-abc');
  });

  it('never seals the same text to the same bytes', () => {
    expect(seal('a', 'slack:T1', SECRETS)).not.toBe(seal('a', 'slack:T1', SECRETS));
  });

  it('opens what was sealed under an older secret, as long as that is listed', () => {
    const sealed = seal('token', 'slack:T1', SECRETS.slice(1));
    expect(unseal(sealed, 'slack:T1', SECRETS)).toBe('token');
    expect(unseal(sealed, 'slack:T1', SECRETS.slice(0, 1))).toBeNull();
  });

  it('does not open in another place, nor where a bit was changed, nor what is no seal', () => {
    const sealed = seal('token', 'slack:T1', SECRETS);
    expect(unseal(sealed, 'slack:T2', SECRETS)).toBeNull();
    const last = sealed.at(-1) === 'A' ? 'B' : 'A';
    expect(unseal(sealed.slice(0, -3) + last + sealed.slice(-2), 'slack:T1', SECRETS)).toBeNull();
    for (const text of ['', 'v1.', 'v2.abc', 'v1.abc', 'token']) expect(unseal(text, 'slack:T1', SECRETS)).toBeNull();
  });
});
