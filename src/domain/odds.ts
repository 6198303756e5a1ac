/**
 * How often offers like one were accepted (rule 20 of SPEC.md): facts about past offers, never about people.
 *
 * Offers are grouped by the nearest five percent. More money is never less welcome, so neighbouring groups whose accepted
 * share falls as the percentage rises are pooled until it does not (pool adjacent violators, weighted by counts). The
 * interval is Jeffreys': the middle 80 % of Beta(accepted + ½, refused + ½).
 */

/** An opening offer that was answered, or left to expire. */
export interface AnsweredOffer {
  percent: number;
  accepted: boolean;
}

export interface Figures {
  likely: number;
  low: number;
  high: number;
  offers: number;
}

interface Group {
  percents: number[];
  accepted: number;
  offers: number;
}

const STEP = 5;
const TAIL = 0.1;
const shareOf = ({ accepted, offers }: Group): number => accepted / offers;
const nearestStep = (percent: number): number => Math.round(percent / STEP) * STEP;

function grouped(offers: readonly AnsweredOffer[]): Group[] {
  const groups = new Map<number, Group>();
  for (const { percent, accepted } of offers) {
    const step = nearestStep(percent);
    const group = groups.get(step) ?? { percents: [step], accepted: 0, offers: 0 };
    groups.set(step, { ...group, accepted: group.accepted + (accepted ? 1 : 0), offers: group.offers + 1 });
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Neighbours are pooled until the accepted share never falls as the percentage rises. */
function pooled(groups: readonly Group[]): Group[] {
  const pools: Group[] = [];
  for (const group of groups) {
    let pool = group;
    for (let last = pools.at(-1); last && shareOf(last) > shareOf(pool); last = pools.at(-1)) {
      pools.pop();
      pool = {
        percents: [...last.percents, ...pool.percents],
        accepted: last.accepted + pool.accepted,
        offers: last.offers + pool.offers,
      };
    }
    pools.push(pool);
  }
  return pools;
}

/** What past offers say of one of a percentage; a percentage between groups takes the nearest one's figures. */
export function oddsFrom(offers: readonly AnsweredOffer[]): (percent: number) => Figures | null {
  const pools = pooled(grouped(offers)).map(({ percents, accepted, offers: count }) => ({
    percents,
    figures: { likely: accepted / count, ...jeffreys(accepted, count), offers: count },
  }));
  const distance = (percents: number[], percent: number): number =>
    Math.min(...percents.map((each) => Math.abs(each - percent)));
  return (percent) => {
    let nearest: (typeof pools)[number] | undefined;
    for (const pool of pools) {
      if (!nearest || distance(pool.percents, percent) < distance(nearest.percents, percent)) nearest = pool;
    }
    return nearest?.figures ?? null;
  };
}

/** Jeffreys' 80 % interval of a share: 0 is its lower end where none was accepted, 1 its upper where all were. */
export function jeffreys(accepted: number, offers: number): { low: number; high: number } {
  const [a, b] = [accepted + 0.5, offers - accepted + 0.5];
  return {
    low: accepted === 0 ? 0 : betaQuantile(TAIL, a, b),
    high: accepted === offers ? 1 : betaQuantile(1 - TAIL, a, b),
  };
}

/** The share below which Beta(a, b) lies with this probability, by halving: the distribution function only rises. */
function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let halvings = 0; halvings < 50; halvings += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularized incomplete beta function of a share between 0 and 1, by its continued fraction (Numerical Recipes, 6.4). */
function betaBelow(x: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;
const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      result *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return result;
}

const LANCZOS = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179,
  -0.000005395239384953,
];

function logGamma(x: number): number {
  const shifted = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const series = LANCZOS.reduce((sum, each, index) => sum + each / (x + index + 1), 1.000000000190015);
  return -shifted + Math.log((2.5066282746310007 * series) / x);
}
