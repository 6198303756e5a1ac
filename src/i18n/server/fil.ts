/** What the server says in chats, in Filipino. */
import type { Messages } from './en.ts';

export const fil: Messages = {
  'card.title':
    '{voice, select, seller {Nag-aalok ang tindahan ng refund na {amount}} you {Humihingi ka ng refund na {amount}} other {Humihingi ang mamimili ng refund na {amount}}}',
  'card.text':
    '{voice, select, seller {Nag-aalok ang tindahan ng refund na {amount}, {percent}% ng hinihinging {claim}, sa halip na ipadala ang mga item.} you {Humihingi ka ng refund na {amount}, {percent}% ng unang hiningi na {claim}, sa halip na ang mga item.} other {Humihingi ang mamimili ng refund na {amount}, {percent}% ng unang hiningi na {claim}, sa halip na ang mga item.}}',
  'card.do.answer': 'Tanggapin o tanggihan ito bago ang {time}.',
  'card.do.answerOrCounter': 'Tanggapin, tanggihan, o magsabi ng ibang halaga bago ang {time}.',
  'card.wait':
    '{who, select, buyer {May hanggang {time} ang mamimili para sumagot.} other {May hanggang {time} ang tindahan para sumagot.}}',
  'card.timeUp': 'Natapos ang oras para sumagot noong {time}.',
  'card.note': 'Tala: “{text}”',
  because: 'Ibinigay na dahilan: “{text}”',
  'action.accept': 'Tanggapin',
  'action.reject': 'Tanggihan',
  'action.counter': 'Ibang halaga',
  'consequence.accept':
    '{reader, select, buyer {Maibabalik sa iyo ang {amount} at hindi na ipapadala ang mga item.} other {Maibabalik sa mamimili ang {amount} at hindi na ipapadala ang mga item.}}',
  'consequence.reject':
    '{reader, select, buyer {Wala munang refund: magpapasya ulit ang tindahan kung ipapadala ang mga item.} other {Wala munang refund: babalik ang kahilingan sa tindahan para pagpasyahan.}}',
  'consequence.counter':
    '{reader, select, buyer {Magsasabi ka ng halaga mula {min} hanggang {max}; sasagutin ito ng tindahan.} other {Magsasabi ka ng halaga mula {min} hanggang {max}; sasagutin ito ng mamimili.}}',
  'outcome.accepted': 'Tinanggap: ire-refund ang {amount} at hindi na ipapadala ang mga item.',
  'outcome.auto_approved': 'Hindi ito bababa sa hiningi ng mamimili kaya naaprubahan agad: ire-refund ang {amount}.',
  'outcome.rejected':
    '{who, select, buyer {Tinanggihan ng mamimili ang alok na ito.} other {Tinanggihan ng tindahan ang halagang ito.}}',
  'outcome.countered':
    '{who, select, buyer {Sumagot ang mamimili ng ibang halaga.} other {Sumagot ang tindahan ng ibang halaga.}}',
  'outcome.expired': 'Walang sumagot sa takdang oras.',
  'outcome.withdrawn': 'Binawi ng tindahan ang alok na ito.',
  'outcome.superseded': 'Isinara dahil kinansela ang kahilingan.',
  'next.awaiting_seller': 'Magpapasya ang tindahan bago ang {time}.',
  'next.awaiting_shipment': 'Ipapadala ng tindahan ang mga item bago ang {time}.',
  'next.settling': 'Binabayaran na ang refund.',
  'next.settled': 'Nabayaran na ang refund.',
  'next.shipped': 'Papunta na ang mga item.',
  'next.delivered': 'Naihatid na ang mga item.',
  'next.rejected': 'Tinanggihan ng tindahan ang kahilingan.',
  'next.cancelled': 'Kinansela ang kahilingan.',
  'reason.missing_items': 'kulang na item',
  'reason.damaged': 'sirang item',
  'reason.defective': 'depektibong item',
  'reason.wrong_item': 'maling item',
  'reason.not_received': 'hindi natanggap',
  'rejectReason.items_were_sent': 'naipadala ang mga item',
  'rejectReason.evidence_insufficient': 'kulang ang ebidensya',
  'rejectReason.agreed_with_buyer': 'napagkasunduan sa mamimili',
  'rejectReason.outside_window': 'huli na ang kahilingan',
  'rejectReason.other': 'ibang dahilan',
  'notice.request.opened':
    'Hinihiling ng mamimili na ipadala ng tindahan ang mga item ng order {order} ({reason}), halagang {claim}. May hanggang {time} ang tindahan para sumagot.',
  'notice.request.handed_back':
    '{cause, select, rejected {Tinanggihan ang alok.} expired {Nag-expire ang alok nang walang sagot.} other {Binawi ng tindahan ang alok nito.}} May hanggang {time} ang tindahan para magpasya.',
  'notice.request.approved':
    '{cause, select, timeout {Hindi sumagot ang tindahan sa takdang oras kaya inaprubahan ng platform ang kahilingan.} other {Naaprubahan ang kahilingan.}} Ipapadala ng tindahan ang mga item bago ang {time}.',
  'notice.request.rejected': 'Tinanggihan ang kahilingan ({reason}): “{text}”',
  'notice.evidence': 'Ebidensya: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {Kinansela ng mamimili ang kahilingan.} other {Kinansela ng customer service ang kahilingan.}}',
  'notice.deadline.extended':
    'Nagbigay ng dagdag na oras ang customer service: {kind, select, respond_by {may hanggang {time} ang tindahan para sumagot.} offer_expires {puwedeng sagutin ang alok hanggang {time}.} ship_by {may hanggang {time} ang tindahan para ipadala ang mga item.} other {dapat mabayaran ang refund bago ang {time}.}}',
  'notice.refund.requested': 'Hiniling na ang refund na {amount}.',
  'notice.refund.confirmed': 'Nabayaran na ang refund na {amount}.',
  'notice.reference': 'Numero ng sanggunian: {reference}',
  'notice.shipment.shipped': 'Naipadala ang mga item sa {carrier}. Tracking number: {tracking}',
  'notice.shipment.delivered': 'Naihatid na ang mga item.',
  'notice.reminder.due': 'Paalala: naghihintay ang alok na {amount} ng sagot ng mamimili hanggang {time}.',
  'export.amount': 'Halaga ng refund',
  'export.share': 'Bahagi',
  'export.shareOf': '{percent}% ng hininging {claim}',
  'export.deadline': 'Sumagot bago ang',
  'export.more': 'at {count} pa',
  'export.link': 'Sumagot dito: {url}',
  'export.open': 'Buksan ang alok',
  'link.accept': 'Tanggapin ang alok na ito?',
  'link.reject': 'Tanggihan ang alok na ito?',
  'link.yes.accept': 'Oo, tanggapin ang {amount}',
  'link.yes.reject': 'Oo, tanggihan ang alok',
  'link.final': 'Hindi na mababawi ang sagot na ito.',
  'link.back': 'Bumalik',
  'link.reason': 'Dahilan para sa tindahan (opsyonal)',
  'link.items': 'Mga item',
  'link.refused.closed': 'Hindi nabilang ang sagot mo: naisara na ang alok bago ito dumating.',
  'link.refused.late': 'Hindi nabilang ang sagot mo: tapos na ang oras ng pagsagot.',
  'link.refused.tooLong': 'Masyadong mahaba ang dahilan. Sumulat ng hanggang {max} karakter.',
  'link.refused.sorry': 'Hindi matanggap ang sagot mo sa ngayon. Pakisubukan ulit maya-maya.',
  'link.unknown.title': 'Hindi gumagana ang link na ito',
  'link.unknown.text':
    'Maaaring kulang o masyado nang luma ang link. Buksan ulit mula sa mensaheng natanggap mo, o magtanong sa tindahan.',
};
