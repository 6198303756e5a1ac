/** What the server says in chats, in Indonesian. */
import type { Messages } from './en.ts';

export const id: Messages = {
  'card.title':
    '{voice, select, seller {Toko menawarkan pengembalian {amount}} you {Anda meminta pengembalian {amount}} other {Pembeli meminta pengembalian {amount}}}',
  'card.text':
    '{voice, select, seller {Toko menawarkan pengembalian dana {amount}, {percent}% dari {claim} yang diminta, sebagai ganti pengiriman barang.} you {Anda meminta pengembalian dana {amount}, {percent}% dari {claim} yang semula diminta, sebagai ganti barang.} other {Pembeli meminta pengembalian dana {amount}, {percent}% dari {claim} yang semula diminta, sebagai ganti barang.}}',
  'card.do.answer': 'Terima atau tolak sebelum {time}.',
  'card.do.answerOrCounter': 'Terima, tolak, atau ajukan jumlah lain sebelum {time}.',
  'card.wait':
    '{who, select, buyer {Pembeli punya waktu hingga {time} untuk menjawab.} other {Toko punya waktu hingga {time} untuk menjawab.}}',
  'card.timeUp': 'Waktu menjawab berakhir pada {time}.',
  'card.note': 'Catatan: “{text}”',
  because: 'Alasan yang diberikan: “{text}”',
  'action.accept': 'Terima',
  'action.reject': 'Tolak',
  'action.counter': 'Jumlah lain',
  'consequence.accept':
    '{reader, select, buyer {Anda menerima kembali {amount} dan barang tidak dikirim.} other {Pembeli menerima kembali {amount} dan barang tidak dikirim.}}',
  'consequence.reject':
    '{reader, select, buyer {Belum ada pengembalian dana: toko memutuskan lagi soal pengiriman barang.} other {Belum ada pengembalian dana: permintaan kembali ke toko untuk diputuskan.}}',
  'consequence.counter':
    '{reader, select, buyer {Anda mengajukan jumlah dari {min} hingga {max}; toko menjawabnya.} other {Anda mengajukan jumlah dari {min} hingga {max}; pembeli menjawabnya.}}',
  'outcome.accepted': 'Diterima: {amount} dikembalikan dan barang tidak dikirim.',
  'outcome.auto_approved':
    'Tawaran ini setidaknya sebesar yang diminta, jadi langsung disetujui: {amount} dikembalikan.',
  'outcome.rejected': '{who, select, buyer {Pembeli menolak tawaran ini.} other {Toko menolak jumlah ini.}}',
  'outcome.countered':
    '{who, select, buyer {Pembeli menjawab dengan jumlah lain.} other {Toko menjawab dengan jumlah lain.}}',
  'outcome.expired': 'Tidak ada jawaban tepat waktu.',
  'outcome.withdrawn': 'Toko menarik tawaran ini.',
  'outcome.superseded': 'Ditutup karena permintaan dibatalkan.',
  'next.awaiting_seller': 'Toko akan memutuskan sebelum {time}.',
  'next.awaiting_shipment': 'Toko akan mengirim barang sebelum {time}.',
  'next.settling': 'Pengembalian dana sedang diproses.',
  'next.settled': 'Pengembalian dana sudah dibayar.',
  'next.shipped': 'Barang sedang dalam perjalanan.',
  'next.delivered': 'Barang sudah diterima.',
  'next.rejected': 'Toko menolak permintaan.',
  'next.cancelled': 'Permintaan dibatalkan.',
  'reason.missing_items': 'barang kurang',
  'reason.damaged': 'barang rusak',
  'reason.defective': 'barang cacat',
  'reason.wrong_item': 'barang salah',
  'reason.not_received': 'barang tidak diterima',
  'rejectReason.items_were_sent': 'barang sudah dikirim',
  'rejectReason.evidence_insufficient': 'bukti tidak cukup',
  'rejectReason.agreed_with_buyer': 'sudah disepakati dengan pembeli',
  'rejectReason.outside_window': 'permintaan terlambat diajukan',
  'rejectReason.other': 'alasan lain',
  'notice.request.opened':
    'Pembeli meminta toko mengirim barang pesanan {order} ({reason}) senilai {claim}. Toko punya waktu hingga {time} untuk menjawab.',
  'notice.request.handed_back':
    '{cause, select, rejected {Tawaran ditolak.} expired {Tawaran berakhir tanpa jawaban.} other {Toko menarik tawarannya.}} Toko punya waktu hingga {time} untuk memutuskan.',
  'notice.request.approved':
    '{cause, select, timeout {Toko tidak menjawab tepat waktu, jadi platform menyetujui permintaan.} other {Permintaan disetujui.}} Toko akan mengirim barang sebelum {time}.',
  'notice.request.rejected': 'Permintaan ditolak ({reason}): “{text}”',
  'notice.evidence': 'Bukti: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {Pembeli membatalkan permintaan.} other {Layanan pelanggan membatalkan permintaan.}}',
  'notice.deadline.extended':
    'Layanan pelanggan menambah waktu: {kind, select, respond_by {toko punya waktu hingga {time} untuk menjawab.} offer_expires {tawaran dapat dijawab hingga {time}.} ship_by {toko punya waktu hingga {time} untuk mengirim barang.} other {pengembalian dana harus dibayar sebelum {time}.}}',
  'notice.refund.requested': 'Pengembalian dana {amount} telah diajukan.',
  'notice.refund.confirmed': 'Pengembalian dana {amount} sudah dibayar.',
  'notice.reference': 'Referensi: {reference}',
  'notice.shipment.shipped': 'Barang dikirim dengan {carrier}. Nomor resi: {tracking}',
  'notice.shipment.delivered': 'Barang sudah diterima.',
  'notice.reminder.due': 'Pengingat: tawaran {amount} menunggu jawaban pembeli hingga {time}.',
  'export.amount': 'Pengembalian dana',
  'export.share': 'Porsi',
  'export.shareOf': '{percent}% dari {claim} yang diminta',
  'export.deadline': 'Jawab sebelum',
  'export.more': 'dan {count} lainnya',
  'export.link': 'Jawab di sini: {url}',
  'export.open': 'Buka tawaran',
  'link.accept': 'Terima tawaran ini?',
  'link.reject': 'Tolak tawaran ini?',
  'link.yes.accept': 'Ya, terima {amount}',
  'link.yes.reject': 'Ya, tolak tawaran',
  'link.final': 'Jawaban ini tidak dapat ditarik kembali.',
  'link.back': 'Kembali',
  'link.reason': 'Alasan untuk toko (opsional)',
  'link.items': 'Barang',
  'link.refused.closed': 'Jawaban Anda tidak dihitung: tawaran sudah ditutup sebelum jawaban tiba.',
  'link.refused.late': 'Jawaban Anda tidak dihitung: waktu menjawab sudah berakhir.',
  'link.refused.tooLong': 'Alasannya terlalu panjang. Tulis paling banyak {max} karakter.',
  'link.refused.sorry': 'Jawaban Anda belum dapat diterima saat ini. Silakan coba lagi sebentar lagi.',
  'link.unknown.title': 'Tautan ini tidak berfungsi',
  'link.unknown.text':
    'Tautan mungkin tidak lengkap atau terlalu lama. Buka lagi dari pesan yang Anda terima, atau tanyakan kepada toko.',
};
