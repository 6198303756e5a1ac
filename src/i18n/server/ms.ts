/** What the server says in chats, in Malay. */
import * as shared from '../shared/ms.ts';
import type { Messages } from './en.ts';

export const ms: Messages = {
  'card.title':
    '{who, select, shop {Kedai menawarkan bayaran balik {amount}} yourShop {Kedai anda menawarkan bayaran balik {amount}} you {Anda meminta bayaran balik {amount}} other {Pembeli meminta bayaran balik {amount}}}',
  'title.accepted':
    '{who, select, shop {Kedai menerima {amount}} yourShop {Kedai anda menerima {amount}} you {Anda menerima {amount}} other {Pembeli menerima {amount}}}',
  'title.rejected':
    '{who, select, shop {Kedai menolak {amount}} yourShop {Kedai anda menolak {amount}} you {Anda menolak {amount}} other {Pembeli menolak {amount}}}',
  'title.countered':
    '{who, select, shop {Kedai mencadangkan jumlah lain} yourShop {Kedai anda mencadangkan jumlah lain} you {Anda mencadangkan jumlah lain} other {Pembeli mencadangkan jumlah lain}}',
  'title.expired':
    '{who, select, shop {Kedai tidak menjawab dalam tempoh} yourShop {Kedai anda tidak menjawab dalam tempoh} you {Anda tidak menjawab dalam tempoh} other {Pembeli tidak menjawab dalam tempoh}}',
  'title.withdrawn':
    '{reader, select, seller {Kedai anda menarik balik tawaran ini} other {Kedai menarik balik tawaran ini}}',
  'title.taken_back':
    '{reader, select, buyer {Tawaran ini tidak lagi tersedia} other {Platform menarik balik tawaran ini}}',
  'title.auto_approved': '{amount} terus diluluskan',
  'title.superseded': 'Tawaran ini ditutup',
  'title.cancelled': '{reader, select, buyer {Permintaan anda dibatalkan} other {Permintaan dibatalkan}}',
  'card.text':
    '{who, select, shop {Kedai menawarkan bayaran balik {amount}, {percent}% daripada {claim} {reader, select, buyer {yang anda minta} other {yang diminta}}, sebagai ganti penghantaran barang.} yourShop {Kedai anda menawarkan bayaran balik {amount}, {percent}% daripada {claim} yang diminta, sebagai ganti penghantaran barang.} you {Anda meminta bayaran balik {amount}, {percent}% daripada {claim} yang diminta pada mulanya, sebagai ganti barang.} other {Pembeli meminta bayaran balik {amount}, {percent}% daripada {claim} yang diminta pada mulanya, sebagai ganti barang.}}',
  'card.do.answer': 'Terima atau tolak sebelum {time}.',
  'card.do.answerOrCounter': 'Terima, tolak atau cadangkan jumlah lain sebelum {time}.',
  'card.wait':
    '{who, select, shop {Kedai mempunyai masa sehingga {time} untuk menjawab.} yourShop {Kedai anda mempunyai masa sehingga {time} untuk menjawab.} you {Anda mempunyai masa sehingga {time} untuk menjawab.} other {Pembeli mempunyai masa sehingga {time} untuk menjawab.}}',
  'card.timeUp': 'Masa untuk menjawab tamat pada {time}.',
  'card.closed': '{title}. {outcome}',
  'card.note': 'Nota: “{text}”',
  'card.stillYours': 'Anda masih boleh menerimanya sehingga {time}.',
  erased: shared.erased,
  because:
    '{who, select, you {Sebab anda} yourShop {Sebab kedai anda} shop {Sebab kedai} buyer {Sebab pembeli} other {Sebab}}: “{text}”.',
  'action.accept': shared.accept,
  'action.reject': shared.reject,
  'action.counter': shared.otherAmount,
  'consequence.accept':
    '{reader, select, buyer {Anda menerima semula {amount} dan barang tidak dihantar.} other {Pembeli menerima semula {amount} dan barang tidak dihantar.}}',
  'consequence.reject':
    '{reader, select, buyer {Tiada bayaran balik buat masa ini: kedai akan memutuskan semula tentang penghantaran barang.} seller {Tiada bayaran balik buat masa ini: permintaan kembali kepada kedai anda untuk diputuskan.} other {Tiada bayaran balik buat masa ini: permintaan kembali kepada kedai untuk diputuskan.}}',
  'consequence.counter':
    '{reader, select, buyer {Anda mencadangkan jumlah dari {min} hingga {max}; kedai akan menjawab.} other {Anda mencadangkan jumlah dari {min} hingga {max}; pembeli akan menjawab.}}',
  'outcome.accepted': 'Barang tidak dihantar.',
  'outcome.auto_approved':
    '{reader, select, buyer {Sekurang-kurangnya sama dengan yang anda minta, dan barang tidak dihantar.} other {Sekurang-kurangnya sama dengan yang diminta pembeli, dan barang tidak dihantar.}}',
  'outcome.countered': 'Jumlah baharu ada pada kad seterusnya.',
  'outcome.closed': 'Tawaran telah ditutup.',
  'next.awaiting_seller':
    '{reader, select, seller {Kedai anda akan memutuskan sebelum {time}.} other {Kedai akan memutuskan sebelum {time}.}}',
  'next.awaiting_shipment':
    '{reader, select, seller {Kedai anda akan menghantar barang sebelum {time}.} other {Kedai akan menghantar barang sebelum {time}.}}',
  'next.settling': 'Bayaran balik sedang diproses.',
  'next.settled': 'Bayaran balik telah dibayar.',
  'next.shipped': shared.itemsOnTheirWay,
  'next.delivered': shared.itemsWereDelivered,
  'next.rejected':
    '{reader, select, buyer {Kedai menolak permintaan anda.} seller {Kedai anda menolak permintaan.} other {Kedai menolak permintaan.}}',
  'next.cancelled': shared.requestWasCancelled,
  'reason.missing_items': shared.missingItems,
  'reason.damaged': shared.damagedItems,
  'reason.defective': shared.defectiveItems,
  'reason.wrong_item': 'barang salah',
  'reason.not_received': 'barang tidak diterima',
  'rejectReason.items_were_sent': 'barang telah dihantar',
  'rejectReason.evidence_insufficient': 'bukti tidak mencukupi',
  'rejectReason.agreed_with_buyer': 'telah dipersetujui dengan pembeli',
  'rejectReason.outside_window': 'permintaan dibuat terlalu lewat',
  'rejectReason.other': 'sebab lain',
  'notice.request.opened':
    '{reader, select, buyer {Anda meminta kedai menghantar barang pesanan {order} ({reason}) bernilai {claim}. Kedai mempunyai masa sehingga {time} untuk menjawab.} seller {Pembeli meminta kedai anda menghantar barang pesanan {order} ({reason}) bernilai {claim}. Kedai anda mempunyai masa sehingga {time} untuk menjawab.} other {Pembeli meminta kedai menghantar barang pesanan {order} ({reason}) bernilai {claim}. Kedai mempunyai masa sehingga {time} untuk menjawab.}}',
  'notice.request.handed_back':
    '{cause, select, rejected {{who, select, you {Anda menolak tawaran.} buyer {Pembeli menolak tawaran.} yourShop {Kedai anda menolak jumlah yang diminta pembeli.} shop {{reader, select, buyer {Kedai menolak jumlah yang anda minta.} other {Kedai menolak jumlah yang diminta pembeli.}}} other {Tawaran ditolak.}}} expired {} taken_back {{reader, select, buyer {Tawaran tidak lagi tersedia.} other {Platform menarik balik tawaran.}}} other {{reader, select, seller {Kedai anda menarik balik tawarannya.} other {Kedai menarik balik tawarannya.}}}}',
  'notice.request.approved':
    '{cause, select, timeout {{reader, select, buyer {Kedai tidak menjawab dalam tempoh, jadi platform meluluskan permintaan anda.} seller {Kedai anda tidak menjawab dalam tempoh, jadi platform meluluskan permintaan.} other {Kedai tidak menjawab dalam tempoh, jadi platform meluluskan permintaan.}}} other {{reader, select, buyer {Permintaan anda diluluskan.} other {Permintaan diluluskan.}}}} {reader, select, seller {Kedai anda akan menghantar barang sebelum {time}.} other {Kedai akan menghantar barang sebelum {time}.}}',
  'notice.request.rejected':
    '{reader, select, buyer {Permintaan anda ditolak} other {Permintaan ditolak}} ({reason}): “{text}”',
  'notice.evidence': 'Bukti: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {{reader, select, buyer {Anda membatalkan permintaan.} other {Pembeli membatalkan permintaan.}}} other {{reader, select, buyer {Khidmat pelanggan membatalkan permintaan anda.} other {Khidmat pelanggan membatalkan permintaan.}}}}',
  'notice.request.concluded':
    '{cause, select, refunded {Pasaran memutuskan bayaran balik.} rejected {Pasaran menolak permintaan{reader, select, buyer { anda} other {}}.} cancelled {Pasaran membatalkan permintaan{reader, select, buyer { anda} other {}}.} other {Pasaran menyatakan barang telah dihantar.}}',
  'notice.deadline.extended':
    'Khidmat pelanggan memberi lebih masa: {kind, select, respond_by {{reader, select, seller {kedai anda mempunyai masa sehingga {time} untuk menjawab.} other {kedai mempunyai masa sehingga {time} untuk menjawab.}}} offer_expires {tawaran boleh dijawab sehingga {time}.} ship_by {{reader, select, seller {kedai anda mempunyai masa sehingga {time} untuk menghantar barang.} other {kedai mempunyai masa sehingga {time} untuk menghantar barang.}}} other {bayaran balik perlu dibayar sebelum {time}.}}',
  'notice.refund.requested':
    '{reader, select, buyer {Bayaran balik {amount} untuk anda telah diminta.} other {Bayaran balik {amount} telah diminta.}}',
  'notice.refund.confirmed':
    '{reader, select, buyer {Bayaran balik {amount} untuk anda telah dibayar.} other {Bayaran balik {amount} telah dibayar.}}',
  'notice.reference': 'Rujukan: {reference}',
  'notice.shipment.shipped': 'Barang dihantar melalui {carrier}. Nombor penjejakan: {tracking}',
  'notice.logistics.updated':
    '{scan, select, exception {Syarikat penghantaran melaporkan masalah penghantaran.} out_for_delivery {Barang sedang dihantar kepada penerima.} other {Barang dalam perjalanan.}}',
  'notice.shipment.delivered': shared.itemsWereDelivered,
  'notice.reminder.due':
    '{reader, select, buyer {Peringatan: tawaran {amount} menunggu jawapan anda sehingga {time}.} other {Peringatan: tawaran {amount} menunggu jawapan pembeli sehingga {time}.}}',
  'export.photos': '{count} foto dihantar.',
  'export.amount': shared.refund,
  'export.share': 'Bahagian',
  'export.shareOf': shared.percentOfClaim,
  'export.shareOfYours': shared.percentOfYourClaim,
  'export.deadline': 'Jawab sebelum',
  'export.more': 'dan {count} lagi',
  'export.link': 'Jawab di sini: {url}',
  'export.open': 'Buka tawaran',
  'link.accept': 'Terima tawaran ini?',
  'link.reject': 'Tolak tawaran ini?',
  'link.yes.accept': 'Ya, terima {amount}',
  'link.yes.reject': 'Ya, tolak tawaran',
  'link.final': 'Jawapan ini tidak boleh ditarik balik.',
  'link.back': shared.back,
  'link.reason': 'Sebab untuk kedai (pilihan)',
  'link.moneyBy': 'Wang dibayar balik sebelum {time}.',
  'link.offer': 'Tawaran',
  'link.cancel': shared.noLongerNeeded,
  'link.cancel.means': shared.noLongerMeans,
  'link.cancel.question': shared.closeYourRequest,
  'link.yes.cancel': 'Ya, tutup permintaan saya',
  'link.refused.cancel': 'Permintaan anda tidak ditutup: ia telah diteruskan sebelum jawapan anda tiba.',
  'link.items': shared.items,
  'link.refused.closed': 'Jawapan anda tidak dikira: tawaran telah ditutup sebelum jawapan tiba.',
  'link.refused.late': 'Jawapan anda tidak dikira: masa untuk menjawab telah tamat.',
  'link.refused.tooLong': 'Sebab terlalu panjang. Tulis paling banyak {max} aksara.',
  'link.refused.sorry': 'Jawapan anda belum dapat diterima buat masa ini. Sila cuba lagi sebentar nanti.',
  'documentsLink.title': 'Dokumen ini tiada lagi',
  'documentsLink.text':
    'Pautan sudah tamat, atau tiada apa yang perlu dihantar. Pautan baharu, jika ada, terdapat dalam mesej tentang permintaan itu.',
  'link.unknown.title': 'Pautan ini tidak berfungsi',
  'link.unknown.text':
    'Pautan mungkin tidak lengkap atau terlalu lama. Buka semula daripada mesej yang anda terima, atau tanya kedai.',
  'nowhere.title': 'Tiada apa-apa di sini',
  'nowhere.text': 'Alamatnya mungkin tidak lengkap atau sudah lama. Buka semula pautan dari tempat anda menerimanya.',
  'label.document': 'Dokumen penghantaran bagi pesanan {order}',
  'label.badge': 'Hantar semula',
  'label.from': 'Penghantar',
  'label.to': 'Penerima',
  'label.noAddress': 'Alamat penghantaran tiada di sini. Lihat pesanan, kemudian tulis di sini.',
  'label.order': 'Pesanan',
  'label.tracking': shared.trackingNumber,
  'label.noTracking': 'Belum dihantar, jadi belum ada nombor penjejakan. Tampal label syarikat kurier di sini.',
  'label.shipping': shared.shipping,
  'label.option': '{option, select, platform {Diuruskan oleh platform} other {Diuruskan oleh kedai}}',
  'label.cost': 'Kos penghantaran',
  'label.payer': 'Dibayar oleh kedai',
  'label.carrier': shared.carrier,
  'label.shipBy': 'Hantar sebelum',
  'label.request': 'Permintaan',
  'label.unscannable': 'Terlalu panjang atau tidak boleh dijadikan kod bar: sila taip.',
  'label.page': 'Halaman {page} daripada {pages}',
  'slip.title': 'Slip pembungkusan',
  'slip.about': 'Bungkus hanya yang disenaraikan di sini: barang yang kurang daripada pesanan.',
  'slip.total': 'Jumlah barang',
};
