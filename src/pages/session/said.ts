/** What a page's connection says of its reader, for where the token says nothing. */
import { isZone } from '../theme/zone.ts';

export interface Said {
  locale?: string;
  zone?: string;
}

const LANGUAGE_TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u;

/** Of what a page was told, what the server can read: it lets nobody in who says anything else. */
export const saidOf = ({ locale, zone }: Said): Said => ({
  ...(locale && LANGUAGE_TAG.test(locale) ? { locale } : {}),
  ...(zone && isZone(zone) ? { zone } : {}),
});
