/** Carriers that a shop is likely to use, by market: to choose from while typing. Any other name may be typed. */
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
