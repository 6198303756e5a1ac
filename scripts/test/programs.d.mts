export function findChromium(): { path: string; why?: undefined } | { path?: undefined; why: string };
