/**
 * Carriers that a shop is likely to use, by market, and where each shows a parcel's way. Any other name may be typed; it is
 * then told without a link.
 */
const EVERYWHERE = ['DHL Express', 'FedEx', 'UPS'];
const BY_MARKET: Readonly<Record<string, readonly string[]>> = {
  TH: ['Flash Express', 'Thailand Post', 'Kerry Express', 'J&T Express', 'Ninja Van', 'SPX Express'],
  VN: ['Giao Hàng Nhanh', 'Giao Hàng Tiết Kiệm', 'Viettel Post', 'VNPost', 'J&T Express', 'Ninja Van', 'SPX Express'],
  ID: ['JNE', 'J&T Express', 'SiCepat', 'Pos Indonesia', 'AnterAja', 'Ninja Xpress', 'SPX Express'],
  MY: ['Pos Laju', 'J&T Express', 'Ninja Van', 'GDEX', 'City-Link Express', 'SPX Express'],
  PH: ['J&T Express', 'LBC Express', 'Ninja Van', 'Flash Express', 'PHLPost', 'SPX Express'],
  SG: ['SingPost', 'Ninja Van', 'J&T Express', 'Qxpress'],
  US: ['USPS', 'OnTrac'],
  GB: ['Royal Mail', 'Evri', 'DPD', 'Yodel', 'Parcelforce'],
  IE: ['An Post', 'DPD', 'Fastway'],
  DE: ['DHL', 'Hermes', 'DPD', 'GLS'],
  FR: ['La Poste – Colissimo', 'Chronopost', 'Mondial Relay', 'DPD', 'GLS'],
  IT: ['Poste Italiane', 'BRT', 'GLS', 'SDA'],
  ES: ['Correos', 'SEUR', 'MRW', 'GLS'],
  MX: ['Correos de México', 'Estafeta', 'Paquetexpress', 'Redpack'],
  BR: ['Correios', 'Jadlog', 'Loggi', 'Total Express'],
  JP: ['ヤマト運輸', '佐川急便', '日本郵便'],
};

export const carriersOf = (market: string): string[] => [...(BY_MARKET[market] ?? []), ...EVERYWHERE];

/** What a carrier's page of one parcel begins with; the number follows. Only carriers whose page takes it in its address. */
const PAGES: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  'dhl express': 'https://www.dhl.com/en/express/tracking.html?AWB=',
  fedex: 'https://www.fedex.com/fedextrack/?trknbr=',
  ups: 'https://www.ups.com/track?tracknum=',
  'flash express': {
    TH: 'https://www.flashexpress.co.th/fle/tracking?se=',
    PH: 'https://www.flashexpress.ph/fle/tracking?se=',
  },
  'thailand post': 'https://track.thailandpost.co.th/?trackNumber=',
  'kerry express': { TH: 'https://th.kerryexpress.com/en/track/?track=' },
  'ninja van': {
    TH: 'https://www.ninjavan.co/en-th/tracking?id=',
    VN: 'https://www.ninjavan.co/vi-vn/tracking?id=',
    MY: 'https://www.ninjavan.co/en-my/tracking?id=',
    PH: 'https://www.ninjavan.co/en-ph/tracking?id=',
    SG: 'https://www.ninjavan.co/en-sg/tracking?id=',
  },
  'ninja xpress': 'https://www.ninjaxpress.co/en-id/tracking?id=',
  'spx express': {
    TH: 'https://spx.co.th/track?',
    VN: 'https://spx.vn/track?',
    ID: 'https://spx.co.id/track?',
    MY: 'https://spx.com.my/track?',
    PH: 'https://spx.ph/track?',
  },
  'giao hàng nhanh': 'https://donhang.ghn.vn/?order_code=',
  'giao hàng tiết kiệm': 'https://i.ghtk.vn/',
  'pos laju': 'https://tracking.pos.com.my/tracking/',
  'lbc express': 'https://www.lbcexpress.com/track/?tracking_no=',
  usps: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
  'royal mail': 'https://www.royalmail.com/track-your-item#/tracking-results/',
  evri: 'https://www.evri.com/track/parcel/',
  parcelforce: 'https://www.parcelforce.com/track-trace?trackNumber=',
  'an post': 'https://www.anpost.com/Post-Parcels/Track/History?item=',
  dhl: { DE: 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=' },
  dpd: { DE: 'https://tracking.dpd.de/status/en_DE/parcel/' },
  gls: 'https://gls-group.eu/track/',
  'la poste – colissimo': 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
  chronopost: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=',
  correos: 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=',
  correios: 'https://rastreamento.correios.com.br/app/index.php?objetos=',
  日本郵便: 'https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=',
};

/** Numbers as carriers print them; anything else is no number, and would lead nowhere. */
const NUMBER = /^[\p{L}\d][\p{L}\d ./_-]{3,63}$/u;

interface Parcel {
  carrier?: string | undefined;
  trackingNumber?: string | undefined;
  market: string;
}

/** Where its carrier shows the parcel's way; undefined where that is not known. */
export function trackingLink({ carrier = '', trackingNumber = '', market }: Parcel): string | undefined {
  const name = carrier.normalize('NFC').trim().toLowerCase();
  const pages = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  const page = typeof pages === 'string' ? pages : pages?.[market];
  const number = trackingNumber.trim();
  return page && NUMBER.test(number) ? page + encodeURIComponent(number) : undefined;
}
