/** In which order the routes of a part are read: what is made first, then what is read, then what changes it. */

interface Route {
  path: string;
  method: string;
}

const METHODS = ['post', 'put', 'get', 'patch', 'delete'];

/** What a path is about: a list and the same as a file are one. */
const subjectOf = ({ path }: Route): string => path.replace(/\.csv$/u, '');

/** Keeps the order in which subjects come; of one, `POST` stands first and its file last. */
export function inReadingOrder<One extends Route>(routes: readonly One[]): One[] {
  const subjects = [...new Set(routes.map(subjectOf))];
  const placeOf = (route: One): number[] => [
    subjects.indexOf(subjectOf(route)),
    Number(route.path !== subjectOf(route)),
    METHODS.indexOf(route.method),
  ];
  const placed = routes.map((route) => ({ route, place: placeOf(route) }));
  placed.sort((a, b) => a.place.map((at, index) => at - (b.place[index] ?? 0)).find((by) => by !== 0) ?? 0);
  return placed.map(({ route }) => route);
}
