/** What the server says in chats, in Indonesian. */
import * as shared from '../shared/id.ts';
import type { Messages } from './en.ts';

export const id: Messages = {
  'card.title':
    '{who, select, shop {Toko menawarkan pengembalian {amount}} yourShop {Toko Anda menawarkan pengembalian {amount}} you {Anda meminta pengembalian {amount}} other {Pembeli meminta pengembalian {amount}}}',
  'title.accepted':
    '{who, select, shop {Toko menerima {amount}} yourShop {Toko Anda menerima {amount}} you {Anda menerima {amount}} other {Pembeli menerima {amount}}}',
  'title.rejected':
    '{who, select, shop {Toko menolak {amount}} yourShop {Toko Anda menolak {amount}} you {Anda menolak {amount}} other {Pembeli menolak {amount}}}',
  'title.countered':
    '{who, select, shop {Toko mengajukan jumlah lain} yourShop {Toko Anda mengajukan jumlah lain} you {Anda mengajukan jumlah lain} other {Pembeli mengajukan jumlah lain}}',
  'title.expired':
    '{who, select, shop {Toko tidak menjawab tepat waktu} yourShop {Toko Anda tidak menjawab tepat waktu} you {Anda tidak menjawab tepat waktu} other {Pembeli tidak menjawab tepat waktu}}',
  'title.withdrawn': '{reader, select, seller {Toko Anda menarik tawaran ini} other {Toko menarik tawaran ini}}',
  'title.taken_back': '{reader, select, buyer {Tawaran ini tidak tersedia lagi} other {Platform menarik tawaran ini}}',
  'title.auto_approved': '{amount} langsung disetujui',
  'title.superseded': 'Tawaran ini ditutup',
  'title.cancelled': '{reader, select, buyer {Permintaan Anda dibatalkan} other {Permintaan dibatalkan}}',
  'card.text':
    '{who, select, shop {Toko menawarkan pengembalian dana {amount}, {percent}% dari {claim} {reader, select, buyer {yang Anda minta} other {yang diminta}}, sebagai ganti pengiriman barang.} yourShop {Toko Anda menawarkan pengembalian dana {amount}, {percent}% dari {claim} yang diminta, sebagai ganti pengiriman barang.} you {Anda meminta pengembalian dana {amount}, {percent}% dari {claim} yang semula diminta, sebagai ganti barang.} other {Pembeli meminta pengembalian dana {amount}, {percent}% dari {claim} yang semula diminta, sebagai ganti barang.}}',
  'card.do.answer': 'Terima atau tolak sebelum {time}.',
  'card.do.answerOrCounter': 'Terima, tolak, atau ajukan jumlah lain sebelum {time}.',
  'card.wait':
    '{who, select, shop {Toko punya waktu hingga {time} untuk menjawab.} yourShop {Toko Anda punya waktu hingga {time} untuk menjawab.} you {Anda punya waktu hingga {time} untuk menjawab.} other {Pembeli punya waktu hingga {time} untuk menjawab.}}',
  'card.timeUp': 'Waktu menjawab berakhir pada {time}.',
  'card.closed': '{title}. {outcome}',
  'card.note': 'Catatan: “{text}”',
  'card.stillYours': 'Anda masih dapat menerimanya hingga {time}.',
  erased: shared.erased,
  because:
    '{who, select, you {Alasan Anda} yourShop {Alasan toko Anda} shop {Alasan toko} buyer {Alasan pembeli} other {Alasan}}: “{text}”.',
  'action.accept': shared.accept,
  'action.reject': shared.reject,
  'action.counter': shared.otherAmount,
  'consequence.accept':
    '{reader, select, buyer {Anda menerima kembali {amount} dan barang tidak dikirim.} other {Pembeli menerima kembali {amount} dan barang tidak dikirim.}}',
  'consequence.reject':
    '{reader, select, buyer {Belum ada pengembalian dana: toko memutuskan lagi soal pengiriman barang.} seller {Belum ada pengembalian dana: permintaan kembali ke toko Anda untuk diputuskan.} other {Belum ada pengembalian dana: permintaan kembali ke toko untuk diputuskan.}}',
  'consequence.counter':
    '{reader, select, buyer {Anda mengajukan jumlah dari {min} hingga {max}; toko menjawabnya.} other {Anda mengajukan jumlah dari {min} hingga {max}; pembeli menjawabnya.}}',
  'outcome.accepted': 'Barang tidak dikirim.',
  'outcome.auto_approved':
    '{reader, select, buyer {Setidaknya sebesar yang Anda minta, dan barang tidak dikirim.} other {Setidaknya sebesar yang diminta pembeli, dan barang tidak dikirim.}}',
  'outcome.countered': 'Jumlah baru ada di kartu berikutnya.',
  'outcome.closed': 'Tawaran sudah ditutup.',
  'next.awaiting_seller':
    '{reader, select, seller {Toko Anda akan memutuskan sebelum {time}.} other {Toko akan memutuskan sebelum {time}.}}',
  'next.awaiting_shipment':
    '{reader, select, seller {Toko Anda akan mengirim barang sebelum {time}.} other {Toko akan mengirim barang sebelum {time}.}}',
  'next.settling': 'Pengembalian dana sedang diproses.',
  'next.settled': 'Pengembalian dana sudah dibayar.',
  'next.shipped': shared.itemsOnTheirWay,
  'next.delivered': shared.itemsWereDelivered,
  'next.rejected':
    '{reader, select, buyer {Toko menolak permintaan Anda.} seller {Toko Anda menolak permintaan.} other {Toko menolak permintaan.}}',
  'next.cancelled': shared.requestWasCancelled,
  'reason.missing_items': shared.missingItems,
  'reason.damaged': shared.damagedItems,
  'reason.defective': shared.defectiveItems,
  'reason.wrong_item': 'barang salah',
  'reason.not_received': 'barang tidak diterima',
  'rejectReason.items_were_sent': 'barang sudah dikirim',
  'rejectReason.evidence_insufficient': 'bukti tidak cukup',
  'rejectReason.agreed_with_buyer': 'sudah disepakati dengan pembeli',
  'rejectReason.outside_window': 'permintaan terlambat diajukan',
  'rejectReason.other': 'alasan lain',
  'notice.request.opened':
    '{reader, select, buyer {Anda meminta toko mengirim barang pesanan {order} ({reason}) senilai {claim}. Toko punya waktu hingga {time} untuk menjawab.} seller {Pembeli meminta toko Anda mengirim barang pesanan {order} ({reason}) senilai {claim}. Toko Anda punya waktu hingga {time} untuk menjawab.} other {Pembeli meminta toko mengirim barang pesanan {order} ({reason}) senilai {claim}. Toko punya waktu hingga {time} untuk menjawab.}}',
  'notice.request.handed_back':
    '{cause, select, rejected {{who, select, you {Anda menolak tawaran.} buyer {Pembeli menolak tawaran.} yourShop {Toko Anda menolak jumlah yang diminta pembeli.} shop {{reader, select, buyer {Toko menolak jumlah yang Anda minta.} other {Toko menolak jumlah yang diminta pembeli.}}} other {Tawaran ditolak.}}} expired {} taken_back {{reader, select, buyer {Tawaran tidak tersedia lagi.} other {Platform menarik tawaran.}}} other {{reader, select, seller {Toko Anda menarik tawarannya.} other {Toko menarik tawarannya.}}}}',
  'notice.request.approved':
    '{cause, select, timeout {{reader, select, buyer {Toko tidak menjawab tepat waktu, jadi platform menyetujui permintaan Anda.} seller {Toko Anda tidak menjawab tepat waktu, jadi platform menyetujui permintaan.} other {Toko tidak menjawab tepat waktu, jadi platform menyetujui permintaan.}}} other {{reader, select, buyer {Permintaan Anda disetujui.} other {Permintaan disetujui.}}}} {reader, select, seller {Toko Anda akan mengirim barang sebelum {time}.} other {Toko akan mengirim barang sebelum {time}.}}',
  'notice.request.rejected':
    '{reader, select, buyer {Permintaan Anda ditolak} other {Permintaan ditolak}} ({reason}): “{text}”',
  'notice.evidence': 'Bukti: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {{reader, select, buyer {Anda membatalkan permintaan.} other {Pembeli membatalkan permintaan.}}} other {{reader, select, buyer {Layanan pelanggan membatalkan permintaan Anda.} other {Layanan pelanggan membatalkan permintaan.}}}}',
  'notice.request.concluded':
    '{cause, select, refunded {Marketplace memutuskan pengembalian dana.} rejected {Marketplace menolak permintaan{reader, select, buyer { Anda} other {}}.} cancelled {Marketplace membatalkan permintaan{reader, select, buyer { Anda} other {}}.} other {Marketplace menyatakan barang sudah diterima.}}',
  'notice.deadline.extended':
    'Layanan pelanggan menambah waktu: {kind, select, respond_by {{reader, select, seller {toko Anda punya waktu hingga {time} untuk menjawab.} other {toko punya waktu hingga {time} untuk menjawab.}}} offer_expires {tawaran dapat dijawab hingga {time}.} ship_by {{reader, select, seller {toko Anda punya waktu hingga {time} untuk mengirim barang.} other {toko punya waktu hingga {time} untuk mengirim barang.}}} other {pengembalian dana harus dibayar sebelum {time}.}}',
  'notice.refund.requested':
    '{reader, select, buyer {Pengembalian dana {amount} untuk Anda telah diajukan.} other {Pengembalian dana {amount} telah diajukan.}}',
  'notice.refund.confirmed':
    '{reader, select, buyer {Pengembalian dana {amount} untuk Anda sudah dibayar.} other {Pengembalian dana {amount} sudah dibayar.}}',
  'notice.reference': 'Referensi: {reference}',
  'notice.shipment.shipped': 'Barang dikirim dengan {carrier}. Nomor resi: {tracking}',
  'notice.logistics.updated':
    '{scan, select, exception {Kurir melaporkan masalah pengiriman.} out_for_delivery {Barang sedang diantar.} other {Barang dalam perjalanan.}}',
  'notice.shipment.delivered': shared.itemsWereDelivered,
  'notice.reminder.due':
    '{reader, select, buyer {Pengingat: tawaran {amount} menunggu jawaban Anda hingga {time}.} other {Pengingat: tawaran {amount} menunggu jawaban pembeli hingga {time}.}}',
  'export.photos': '{count} foto dikirim.',
  'export.amount': shared.refund,
  'export.share': 'Porsi',
  'export.shareOf': shared.percentOfClaim,
  'export.shareOfYours': shared.percentOfYourClaim,
  'export.deadline': 'Jawab sebelum',
  'export.more': 'dan {count} lainnya',
  'export.link': 'Jawab di sini: {url}',
  'export.open': 'Buka tawaran',
  'link.accept': 'Terima tawaran ini?',
  'link.reject': 'Tolak tawaran ini?',
  'link.yes.accept': 'Ya, terima {amount}',
  'link.yes.reject': 'Ya, tolak tawaran',
  'link.final': 'Jawaban ini tidak dapat ditarik kembali.',
  'link.back': shared.back,
  'link.reason': 'Alasan untuk toko (opsional)',
  'link.moneyBy': 'Dana dikembalikan sebelum {time}.',
  'link.offer': 'Tawaran',
  'link.cancel': shared.noLongerNeeded,
  'link.cancel.means': shared.noLongerMeans,
  'link.cancel.question': shared.closeYourRequest,
  'link.yes.cancel': 'Ya, tutup permintaan saya',
  'link.refused.cancel': 'Permintaan Anda tidak ditutup: permintaan sudah berlanjut sebelum jawaban Anda tiba.',
  'link.items': shared.items,
  'link.refused.closed': 'Jawaban Anda tidak dihitung: tawaran sudah ditutup sebelum jawaban tiba.',
  'link.refused.late': 'Jawaban Anda tidak dihitung: waktu menjawab sudah berakhir.',
  'link.refused.tooLong': 'Alasannya terlalu panjang. Tulis paling banyak {max} karakter.',
  'link.refused.sorry': 'Jawaban Anda belum dapat diterima saat ini. Silakan coba lagi sebentar lagi.',
  'documentsLink.title': 'Dokumen ini tidak ada lagi',
  'documentsLink.text':
    'Tautannya sudah berakhir, atau tidak ada yang perlu dikirim. Tautan baru, jika ada, terdapat di pesan tentang permintaan itu.',
  'link.unknown.title': 'Tautan ini tidak berfungsi',
  'link.unknown.text':
    'Tautan mungkin tidak lengkap atau terlalu lama. Buka lagi dari pesan yang Anda terima, atau tanyakan kepada toko.',
  'nowhere.title': 'Tidak ada apa pun di sini',
  'nowhere.text': 'Alamatnya mungkin tidak lengkap atau sudah lama. Buka lagi tautan dari tempat Anda menerimanya.',
  'label.document': 'Dokumen pengiriman untuk pesanan {order}',
  'label.badge': 'Kirim ulang',
  'label.from': 'Pengirim',
  'label.to': 'Penerima',
  'label.noAddress': 'Alamat pengiriman tidak ada di sini. Lihat pesanan, lalu tulis di sini.',
  'label.order': 'Pesanan',
  'label.tracking': shared.trackingNumber,
  'label.noTracking': 'Belum dikirim, jadi belum ada nomor resi. Tempel label kurir di sini.',
  'label.shipping': shared.shipping,
  'label.option': '{option, select, platform {Diatur oleh platform} other {Diatur oleh toko}}',
  'label.cost': 'Ongkos kirim',
  'label.payer': 'Dibayar toko',
  'label.carrier': shared.carrier,
  'label.shipBy': 'Kirim sebelum',
  'label.request': 'Permintaan',
  'label.unscannable': 'Terlalu panjang atau tidak bisa dijadikan kode batang: silakan ketik.',
  'label.page': 'Halaman {page} dari {pages}',
  'slip.title': 'Slip pengepakan',
  'slip.about': 'Kemas hanya yang tercantum di sini: barang yang kurang dari pesanan.',
  'slip.total': 'Jumlah barang',
};
