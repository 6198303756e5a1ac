/** In which language and zone a page speaks to its reader: what it is sent is to be of the same. */
import { isZone } from '../theme/zone.ts';

export interface Said {
  locale?: string;
  zone?: string;
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/iu;

/** Of what a page was told, what the server can read: it lets nobody in who says anything else. */
export const saidOf = ({ locale, zone }: Said): Said => ({
  locale: locale && LANGUAGE_TAG.test(locale) ? locale : undefined,
  zone: zone && isZone(zone) ? zone : undefined,
});
