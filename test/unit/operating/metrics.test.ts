/** What OPERATING and the alerts say of metrics is what the service exports, no more and no less. */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/http/metrics.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
const namesIn = (text: string): Set<string> => new Set(text.match(/\b(?:parley|process|nodejs)_[a-z\d_]+/gu));

describe('Metrics', () => {
  let exported: Map<string, string>;
  let operating: string;
  let rules: string;
  beforeAll(async () => {
    const { body } = await createMetrics({
      webhooks: () => ({ delivered: 1 }),
      isReady: async () => true,
      hasRedis: () => true,
    }).text();
    exported = new Map([...body.matchAll(/^# TYPE (\S+) (\S+)$/gmu)].map(([, name = '', type = '']) => [name, type]));
    [operating, rules] = await Promise.all([read('docs/OPERATING.md'), read('ops/prometheus-rules.yml')]);
  });

  it('are explained in OPERATING, each of them', () => {
    expect([...namesIn(operating)].sort()).toEqual([...exported.keys()].sort());
  });

  it('are exported where an alert looks at them', () => {
    const metricOf = (series: string) => {
      const histogram = series.replace(/_(?:bucket|sum|count)$/u, '');
      return exported.get(histogram) === 'histogram' ? histogram : series;
    };
    const asked = [...namesIn(rules)].map(metricOf);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !exported.has(name))).toEqual([]);
  });

  it('have in OPERATING the alerts that are shipped', () => {
    const shipped = [...rules.matchAll(/- alert: (\w+)/gu)].map(([, name = '']) => name);
    const named = [...operating.matchAll(/`(Parley[A-Z]\w+)`/gu)].map(([, name = '']) => name);
    // That it answers at all is Prometheus' own.
    expect([...new Set([...named, 'ParleyDown'])].sort()).toEqual(shipped.sort());
  });
});
