/** The words of the demo's stage in Filipino. */
import * as shared from '../shared/fil.ts';
import type { DemoStrings } from './en.ts';

export const fil: DemoStrings = {
  title: 'Parley: isang kahilingan, nakikita ng lahat',
  request: 'Kahilingan',
  closed: 'sarado na',
  newRequest: 'Bagong kahilingan',
  speed: 'Gaano kabilis lumipas ang oras',
  'speed.1': 'Normal na bilis',
  'speed.60': 'Isang oras bawat minuto',
  'speed.1440': 'Isang araw bawat minuto',
  refund: 'Bayaran ang refund',
  scan: 'I-scan ang parsela',
  jump: 'Tumalon sa susunod na deadline',
  startOver: 'Magsimula muli',
  moveTime: 'Ilipat ang oras',
  sides: 'Mga panig ng kahilingan',
  buyer: shared.buyer,
  seller: shared.seller,
  agent: 'Ahente',
  customerService: shared.customerService,
  open: 'Buksan ang pahina',
  'open.buyer': 'Buksan ang pahina ng mamimili',
  'open.seller': 'Buksan ang pahina ng nagbebenta',
  'open.agent': 'Buksan ang pahina ng ahente',
  where: 'Kung saan nagtatrabaho ang nagbebenta',
  'view.page': 'Pahina',
  sellerPage: 'Pamahalaan ang mga return ng {shop}',
  agentPage: 'Board ng ahente',
  'try.buyer':
    'May alok si {buyer} na sasagutin: pindutin ang Tanggapin o Tanggihan bilang mamimili, at tingnan itong umabot sa tindahan at ahente.',
  'try.seller':
    'Magpapasya ang {shop}: aprubahan, tanggihan o mag-alok ng pera bilang nagbebenta, at tingnan itong umabot sa mamimili at ahente.',
  'try.counter':
    'Humingi si {buyer} ng ibang halaga: sagutin ito bilang nagbebenta, at tingnan itong umabot sa mamimili at ahente.',
  'try.ship':
    'May utang na item ang {shop}: ipadala bilang nagbebenta, at tingnan ang tracking number na umabot sa mamimili.',
  'try.refund': 'Dapat nang bayaran ang refund: pindutin ang “Bayaran ang refund”, at tingnan itong umabot sa tatlo.',
  'try.scan': 'Papunta na ang parsela: pindutin ang “I-scan ang parsela”, at tingnan ang biyahe nito sa tatlo.',
  'brief.buyer': 'Pindutin ang Tanggapin o Tanggihan.',
  'brief.seller': 'Aprubahan, tanggihan o mag-alok.',
  'brief.counter': 'Sagutin ang halaga ng mamimili.',
  'brief.ship': 'Ipadala ang mga item.',
  'brief.refund': 'Pindutin ang “Bayaran ang refund”.',
  'brief.scan': 'Pindutin ang “I-scan ang parsela”.',
  over: 'Sarado na ang kahilingang ito: pindutin ang “Bagong kahilingan”, o “Magsimula muli” para makita itong muli.',
};
