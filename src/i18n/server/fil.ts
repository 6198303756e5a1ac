/** What the server says in chats, in Filipino. */
import * as shared from '../shared/fil.ts';
import type { Messages } from './en.ts';

export const fil: Messages = {
  'card.title':
    '{who, select, shop {Nag-aalok ang tindahan ng refund na {amount}} yourShop {Nag-aalok ang tindahan mo ng refund na {amount}} you {Humihingi ka ng refund na {amount}} other {Humihingi ang mamimili ng refund na {amount}}}',
  'title.accepted':
    '{who, select, shop {Pumayag ang tindahan sa {amount}} yourShop {Pumayag ang tindahan mo sa {amount}} you {Pumayag ka sa {amount}} other {Pumayag ang mamimili sa {amount}}}',
  'title.rejected':
    '{who, select, shop {Tumanggi ang tindahan sa {amount}} yourShop {Tumanggi ang tindahan mo sa {amount}} you {Tumanggi ka sa {amount}} other {Tumanggi ang mamimili sa {amount}}}',
  'title.countered':
    '{who, select, shop {Nagsabi ang tindahan ng ibang halaga} yourShop {Nagsabi ang tindahan mo ng ibang halaga} you {Nagsabi ka ng ibang halaga} other {Nagsabi ang mamimili ng ibang halaga}}',
  'title.expired':
    '{who, select, shop {Hindi sumagot ang tindahan sa takdang oras} yourShop {Hindi sumagot ang tindahan mo sa takdang oras} you {Hindi ka sumagot sa takdang oras} other {Hindi sumagot ang mamimili sa takdang oras}}',
  'title.withdrawn':
    '{reader, select, seller {Binawi ng tindahan mo ang alok na ito} other {Binawi ng tindahan ang alok na ito}}',
  'title.taken_back':
    '{reader, select, buyer {Hindi na available ang alok na ito} other {Binawi ng platform ang alok na ito}}',
  'title.auto_approved': 'Naaprubahan agad ang {amount}',
  'title.superseded': 'Sarado na ang alok na ito',
  'title.cancelled': '{reader, select, buyer {Kinansela ang kahilingan mo} other {Kinansela ang kahilingan}}',
  'card.text':
    '{who, select, shop {Nag-aalok ang tindahan ng refund na {amount}, {percent}% ng {reader, select, buyer {hinihingi mong} other {hinihinging}} {claim}, sa halip na ipadala ang mga item.} yourShop {Nag-aalok ang tindahan mo ng refund na {amount}, {percent}% ng hinihinging {claim}, sa halip na ipadala ang mga item.} you {Humihingi ka ng refund na {amount}, {percent}% ng unang hiningi na {claim}, sa halip na ang mga item.} other {Humihingi ang mamimili ng refund na {amount}, {percent}% ng unang hiningi na {claim}, sa halip na ang mga item.}}',
  'card.do.answer': 'Tanggapin o tanggihan ito bago ang {time}.',
  'card.do.answerOrCounter': 'Tanggapin, tanggihan, o magsabi ng ibang halaga bago ang {time}.',
  'card.wait':
    '{who, select, shop {May hanggang {time} ang tindahan para sumagot.} yourShop {May hanggang {time} ang tindahan mo para sumagot.} you {May hanggang {time} ka para sumagot.} other {May hanggang {time} ang mamimili para sumagot.}}',
  'card.timeUp': 'Natapos ang oras para sumagot noong {time}.',
  'card.closed': '{title}. {outcome}',
  'card.note': 'Tala: “{text}”',
  'card.stillYours': 'Maaari mo pa rin itong tanggapin hanggang {time}.',
  erased: shared.erased,
  because:
    '{who, select, you {Dahilan mo} yourShop {Dahilan ng tindahan mo} shop {Dahilan ng tindahan} buyer {Dahilan ng mamimili} other {Dahilan}}: “{text}”.',
  'action.accept': shared.accept,
  'action.reject': shared.reject,
  'action.counter': shared.otherAmount,
  'consequence.accept':
    '{reader, select, buyer {Maibabalik sa iyo ang {amount} at hindi na ipapadala ang mga item.} other {Maibabalik sa mamimili ang {amount} at hindi na ipapadala ang mga item.}}',
  'consequence.reject':
    '{reader, select, buyer {Wala munang refund: magpapasya ulit ang tindahan kung ipapadala ang mga item.} seller {Wala munang refund: babalik ang kahilingan sa tindahan mo para pagpasyahan.} other {Wala munang refund: babalik ang kahilingan sa tindahan para pagpasyahan.}}',
  'consequence.counter':
    '{reader, select, buyer {Magsasabi ka ng halaga mula {min} hanggang {max}; sasagutin ito ng tindahan.} other {Magsasabi ka ng halaga mula {min} hanggang {max}; sasagutin ito ng mamimili.}}',
  'outcome.accepted': 'Hindi na ipapadala ang mga item.',
  'outcome.auto_approved':
    '{reader, select, buyer {Hindi ito bababa sa hiningi mo, at hindi na ipapadala ang mga item.} other {Hindi ito bababa sa hiningi ng mamimili, at hindi na ipapadala ang mga item.}}',
  'outcome.countered': 'Nasa susunod na card ang bagong halaga.',
  'outcome.closed': 'Sarado na ang alok.',
  'next.awaiting_seller':
    '{reader, select, seller {Magpapasya ang tindahan mo bago ang {time}.} other {Magpapasya ang tindahan bago ang {time}.}}',
  'next.awaiting_shipment':
    '{reader, select, seller {Ipapadala ng tindahan mo ang mga item bago ang {time}.} other {Ipapadala ng tindahan ang mga item bago ang {time}.}}',
  'next.settling': 'Binabayaran na ang refund.',
  'next.settled': 'Nabayaran na ang refund.',
  'next.shipped': shared.itemsOnTheirWay,
  'next.delivered': shared.itemsWereDelivered,
  'next.rejected':
    '{reader, select, buyer {Tinanggihan ng tindahan ang kahilingan mo.} seller {Tinanggihan ng tindahan mo ang kahilingan.} other {Tinanggihan ng tindahan ang kahilingan.}}',
  'next.cancelled': shared.requestWasCancelled,
  'reason.missing_items': shared.missingItems,
  'reason.damaged': shared.damagedItems,
  'reason.defective': shared.defectiveItems,
  'reason.wrong_item': 'maling item',
  'reason.not_received': 'hindi natanggap',
  'rejectReason.items_were_sent': 'naipadala ang mga item',
  'rejectReason.evidence_insufficient': 'kulang ang ebidensya',
  'rejectReason.agreed_with_buyer': 'napagkasunduan sa mamimili',
  'rejectReason.outside_window': 'huli na ang kahilingan',
  'rejectReason.other': 'ibang dahilan',
  'notice.request.opened':
    '{reader, select, buyer {Hiniling mo na ipadala ng tindahan ang mga item ng order {order} ({reason}), halagang {claim}. May hanggang {time} ang tindahan para sumagot.} seller {Hinihiling ng mamimili na ipadala ng tindahan mo ang mga item ng order {order} ({reason}), halagang {claim}. May hanggang {time} ang tindahan mo para sumagot.} other {Hinihiling ng mamimili na ipadala ng tindahan ang mga item ng order {order} ({reason}), halagang {claim}. May hanggang {time} ang tindahan para sumagot.}}',
  'notice.request.handed_back':
    '{cause, select, rejected {{who, select, you {Tinanggihan mo ang alok.} buyer {Tinanggihan ng mamimili ang alok.} yourShop {Tinanggihan ng tindahan mo ang halagang hiningi ng mamimili.} shop {{reader, select, buyer {Tinanggihan ng tindahan ang halagang hiningi mo.} other {Tinanggihan ng tindahan ang halagang hiningi ng mamimili.}}} other {Tinanggihan ang alok.}}} expired {} taken_back {{reader, select, buyer {Hindi na available ang alok.} other {Binawi ng platform ang alok.}}} other {{reader, select, seller {Binawi ng tindahan mo ang alok nito.} other {Binawi ng tindahan ang alok nito.}}}}',
  'notice.request.approved':
    '{cause, select, timeout {{reader, select, buyer {Hindi sumagot ang tindahan sa takdang oras kaya inaprubahan ng platform ang kahilingan mo.} seller {Hindi sumagot ang tindahan mo sa takdang oras kaya inaprubahan ng platform ang kahilingan.} other {Hindi sumagot ang tindahan sa takdang oras kaya inaprubahan ng platform ang kahilingan.}}} other {{reader, select, buyer {Naaprubahan ang kahilingan mo.} other {Naaprubahan ang kahilingan.}}}} {reader, select, seller {Ipapadala ng tindahan mo ang mga item bago ang {time}.} other {Ipapadala ng tindahan ang mga item bago ang {time}.}}',
  'notice.request.rejected':
    '{reader, select, buyer {Tinanggihan ang kahilingan mo} other {Tinanggihan ang kahilingan}} ({reason}): “{text}”',
  'notice.evidence': 'Ebidensya: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {{reader, select, buyer {Kinansela mo ang kahilingan.} other {Kinansela ng mamimili ang kahilingan.}}} other {{reader, select, buyer {Kinansela ng customer service ang kahilingan mo.} other {Kinansela ng customer service ang kahilingan.}}}}',
  'notice.request.concluded':
    '{cause, select, refunded {Nagpasya ang marketplace na i-refund ito.} rejected {Tinanggihan ng marketplace ang kahilingan{reader, select, buyer { mo} other {}}.} cancelled {Kinansela ng marketplace ang kahilingan{reader, select, buyer { mo} other {}}.} other {Ayon sa marketplace, naihatid na ang mga item.}}',
  'notice.deadline.extended':
    'Nagbigay ng dagdag na oras ang customer service: {kind, select, respond_by {{reader, select, seller {may hanggang {time} ang tindahan mo para sumagot.} other {may hanggang {time} ang tindahan para sumagot.}}} offer_expires {puwedeng sagutin ang alok hanggang {time}.} ship_by {{reader, select, seller {may hanggang {time} ang tindahan mo para ipadala ang mga item.} other {may hanggang {time} ang tindahan para ipadala ang mga item.}}} other {dapat mabayaran ang refund bago ang {time}.}}',
  'notice.refund.requested':
    '{reader, select, buyer {Hiniling na ang refund mo na {amount}.} other {Hiniling na ang refund na {amount}.}}',
  'notice.refund.confirmed':
    '{reader, select, buyer {Nabayaran na ang refund mo na {amount}.} other {Nabayaran na ang refund na {amount}.}}',
  'notice.reference': 'Numero ng sanggunian: {reference}',
  'notice.shipment.shipped': 'Naipadala ang mga item sa {carrier}. Tracking number: {tracking}',
  'notice.logistics.updated':
    '{scan, select, exception {Iniulat ng courier na may problema sa paghahatid.} out_for_delivery {Inihahatid na ang mga item.} other {Papunta na ang mga item.}}',
  'notice.shipment.delivered': shared.itemsWereDelivered,
  'notice.reminder.due':
    '{reader, select, buyer {Paalala: naghihintay ang alok na {amount} ng sagot mo hanggang {time}.} other {Paalala: naghihintay ang alok na {amount} ng sagot ng mamimili hanggang {time}.}}',
  'export.photos': '{count, plural, one {May ipinadalang larawan.} other {May # ipinadalang larawan.}}',
  'export.amount': shared.refund,
  'export.share': 'Bahagi',
  'export.shareOf': shared.percentOfClaim,
  'export.shareOfYours': shared.percentOfYourClaim,
  'export.deadline': 'Sumagot bago ang',
  'export.more': 'at {count} pa',
  'export.link': 'Sumagot dito: {url}',
  'export.open': 'Buksan ang alok',
  'link.accept': 'Tanggapin ang alok na ito?',
  'link.reject': 'Tanggihan ang alok na ito?',
  'link.yes.accept': 'Oo, tanggapin ang {amount}',
  'link.yes.reject': 'Oo, tanggihan ang alok',
  'link.final': 'Hindi na mababawi ang sagot na ito.',
  'link.back': shared.back,
  'link.reason': 'Dahilan para sa tindahan (opsyonal)',
  'link.moneyBy': 'Ire-refund ang pera bago ang {time}.',
  'link.offer': 'Ang alok',
  'link.cancel': shared.noLongerNeeded,
  'link.cancel.means': shared.noLongerMeans,
  'link.cancel.question': shared.closeYourRequest,
  'link.yes.cancel': 'Oo, isara ang request ko',
  'link.refused.cancel': 'Hindi naisara ang request mo: nagpatuloy na ito bago dumating ang sagot mo.',
  'link.items': shared.items,
  'link.refused.closed': 'Hindi nabilang ang sagot mo: naisara na ang alok bago ito dumating.',
  'link.refused.late': 'Hindi nabilang ang sagot mo: tapos na ang oras ng pagsagot.',
  'link.refused.tooLong': 'Masyadong mahaba ang dahilan. Sumulat ng hanggang {max} karakter.',
  'link.refused.sorry': 'Hindi matanggap ang sagot mo sa ngayon. Pakisubukan ulit maya-maya.',
  'documentsLink.title': 'Wala na rito ang mga dokumentong ito',
  'documentsLink.text':
    'Tapos na ang link, o walang kailangang ipadala. Kung may bagong link, nasa mensahe ito tungkol sa request.',
  'link.unknown.title': 'Hindi gumagana ang link na ito',
  'link.unknown.text':
    'Maaaring kulang o masyado nang luma ang link. Buksan ulit mula sa mensaheng natanggap mo, o magtanong sa tindahan.',
  'nowhere.title': 'Walang laman dito',
  'nowhere.text': 'Maaaring kulang o luma na ang address. Buksan ulit ang link mula sa pinanggalingan nito.',
  'label.document': 'Mga dokumento sa pagpapadala ng order {order}',
  'label.badge': 'Muling padala',
  'label.from': 'Mula kay',
  'label.to': 'Ihatid kay',
  'label.noAddress': 'Walang alam na address dito. Tingnan ang order at isulat dito.',
  'label.order': 'Order ng bumili',
  'label.tracking': shared.trackingNumber,
  'label.noTracking': 'Hindi pa naipapadala kaya wala pang tracking number. Idikit dito ang label ng courier.',
  'label.shipping': shared.shipping,
  'label.option': '{option, select, platform {Inayos ng platform} other {Inayos ng shop}}',
  'label.cost': 'Bayad sa padala',
  'label.payer': 'Ang shop ang magbabayad',
  'label.carrier': shared.carrier,
  'label.shipBy': 'Ipadala bago',
  'label.request': 'Kahilingan',
  'label.unscannable': 'Masyadong mahaba o hindi magagawang barcode: paki-type.',
  'label.page': 'Pahina {page} ng {pages}',
  'slip.title': 'Listahan ng laman',
  'slip.about': 'Ito lang ang ilagay sa parsela: ang mga kulang sa order.',
  'slip.total': 'Kabuuang piraso',
};
