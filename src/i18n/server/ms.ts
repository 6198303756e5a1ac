/** What the server says in chats, in Malay. */
import type { Messages } from './en.ts';

export const ms: Messages = {
  'card.title':
    '{voice, select, seller {Kedai menawarkan bayaran balik {amount}} you {Anda meminta bayaran balik {amount}} other {Pembeli meminta bayaran balik {amount}}}',
  'card.text':
    '{voice, select, seller {Kedai menawarkan bayaran balik {amount}, {percent}% daripada {claim} yang diminta, sebagai ganti penghantaran barang.} you {Anda meminta bayaran balik {amount}, {percent}% daripada {claim} yang diminta pada mulanya, sebagai ganti barang.} other {Pembeli meminta bayaran balik {amount}, {percent}% daripada {claim} yang diminta pada mulanya, sebagai ganti barang.}}',
  'card.do.answer': 'Terima atau tolak sebelum {time}.',
  'card.do.answerOrCounter': 'Terima, tolak atau cadangkan jumlah lain sebelum {time}.',
  'card.wait':
    '{who, select, buyer {Pembeli mempunyai masa sehingga {time} untuk menjawab.} other {Kedai mempunyai masa sehingga {time} untuk menjawab.}}',
  'card.timeUp': 'Masa untuk menjawab tamat pada {time}.',
  'card.note': 'Nota: “{text}”',
  because: 'Sebab yang diberikan: “{text}”',
  'action.accept': 'Terima',
  'action.reject': 'Tolak',
  'action.counter': 'Jumlah lain',
  'consequence.accept':
    '{reader, select, buyer {Anda menerima semula {amount} dan barang tidak dihantar.} other {Pembeli menerima semula {amount} dan barang tidak dihantar.}}',
  'consequence.reject':
    '{reader, select, buyer {Tiada bayaran balik buat masa ini: kedai akan memutuskan semula tentang penghantaran barang.} other {Tiada bayaran balik buat masa ini: permintaan kembali kepada kedai untuk diputuskan.}}',
  'consequence.counter':
    '{reader, select, buyer {Anda mencadangkan jumlah dari {min} hingga {max}; kedai akan menjawab.} other {Anda mencadangkan jumlah dari {min} hingga {max}; pembeli akan menjawab.}}',
  'outcome.accepted': 'Diterima: {amount} dibayar balik dan barang tidak dihantar.',
  'outcome.auto_approved':
    'Tawaran ini sekurang-kurangnya sama dengan yang diminta, jadi terus diluluskan: {amount} dibayar balik.',
  'outcome.rejected': '{who, select, buyer {Pembeli menolak tawaran ini.} other {Kedai menolak jumlah ini.}}',
  'outcome.countered':
    '{who, select, buyer {Pembeli menjawab dengan jumlah lain.} other {Kedai menjawab dengan jumlah lain.}}',
  'outcome.expired': 'Tiada jawapan dalam tempoh.',
  'outcome.withdrawn': 'Kedai menarik balik tawaran ini.',
  'outcome.superseded': 'Ditutup kerana permintaan dibatalkan.',
  'next.awaiting_seller': 'Kedai akan memutuskan sebelum {time}.',
  'next.awaiting_shipment': 'Kedai akan menghantar barang sebelum {time}.',
  'next.settling': 'Bayaran balik sedang diproses.',
  'next.settled': 'Bayaran balik telah dibayar.',
  'next.shipped': 'Barang sedang dalam perjalanan.',
  'next.delivered': 'Barang telah dihantar.',
  'next.rejected': 'Kedai menolak permintaan.',
  'next.cancelled': 'Permintaan dibatalkan.',
  'reason.missing_items': 'barang tidak cukup',
  'reason.damaged': 'barang rosak',
  'reason.defective': 'barang cacat',
  'reason.wrong_item': 'barang salah',
  'reason.not_received': 'barang tidak diterima',
  'rejectReason.items_were_sent': 'barang telah dihantar',
  'rejectReason.evidence_insufficient': 'bukti tidak mencukupi',
  'rejectReason.agreed_with_buyer': 'telah dipersetujui dengan pembeli',
  'rejectReason.outside_window': 'permintaan dibuat terlalu lewat',
  'rejectReason.other': 'sebab lain',
  'notice.request.opened':
    'Pembeli meminta kedai menghantar barang pesanan {order} ({reason}) bernilai {claim}. Kedai mempunyai masa sehingga {time} untuk menjawab.',
  'notice.request.handed_back':
    '{cause, select, rejected {Tawaran ditolak.} expired {Tawaran tamat tanpa jawapan.} other {Kedai menarik balik tawarannya.}} Kedai mempunyai masa sehingga {time} untuk memutuskan.',
  'notice.request.approved':
    '{cause, select, timeout {Kedai tidak menjawab dalam tempoh, jadi platform meluluskan permintaan.} other {Permintaan diluluskan.}} Kedai akan menghantar barang sebelum {time}.',
  'notice.request.rejected': 'Permintaan ditolak ({reason}): “{text}”',
  'notice.evidence': 'Bukti: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {Pembeli membatalkan permintaan.} other {Khidmat pelanggan membatalkan permintaan.}}',
  'notice.deadline.extended':
    'Khidmat pelanggan memberi lebih masa: {kind, select, respond_by {kedai mempunyai masa sehingga {time} untuk menjawab.} offer_expires {tawaran boleh dijawab sehingga {time}.} ship_by {kedai mempunyai masa sehingga {time} untuk menghantar barang.} other {bayaran balik perlu dibayar sebelum {time}.}}',
  'notice.refund.requested': 'Bayaran balik {amount} telah diminta.',
  'notice.refund.confirmed': 'Bayaran balik {amount} telah dibayar.',
  'notice.reference': 'Rujukan: {reference}',
  'notice.shipment.shipped': 'Barang dihantar melalui {carrier}. Nombor penjejakan: {tracking}',
  'notice.shipment.delivered': 'Barang telah dihantar.',
  'notice.reminder.due': 'Peringatan: tawaran {amount} menunggu jawapan pembeli sehingga {time}.',
  'export.amount': 'Bayaran balik',
  'export.share': 'Bahagian',
  'export.shareOf': '{percent}% daripada {claim} yang diminta',
  'export.deadline': 'Jawab sebelum',
  'export.more': 'dan {count} lagi',
  'export.link': 'Jawab di sini: {url}',
  'export.open': 'Buka tawaran',
  'link.accept': 'Terima tawaran ini?',
  'link.reject': 'Tolak tawaran ini?',
  'link.yes.accept': 'Ya, terima {amount}',
  'link.yes.reject': 'Ya, tolak tawaran',
  'link.final': 'Jawapan ini tidak boleh ditarik balik.',
  'link.back': 'Kembali',
  'link.reason': 'Sebab untuk kedai (pilihan)',
  'link.items': 'Barang',
  'link.refused.closed': 'Jawapan anda tidak dikira: tawaran telah ditutup sebelum jawapan tiba.',
  'link.refused.late': 'Jawapan anda tidak dikira: masa untuk menjawab telah tamat.',
  'link.refused.tooLong': 'Sebab terlalu panjang. Tulis paling banyak {max} aksara.',
  'link.refused.sorry': 'Jawapan anda belum dapat diterima buat masa ini. Sila cuba lagi sebentar nanti.',
  'link.unknown.title': 'Pautan ini tidak berfungsi',
  'link.unknown.text':
    'Pautan mungkin tidak lengkap atau terlalu lama. Buka semula daripada mesej yang anda terima, atau tanya kedai.',
};
