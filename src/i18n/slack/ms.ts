/** What sellers read in Slack, in Malay. */
import type { SlackMessages } from './en.ts';

export const ms: SlackMessages = {
  'lead.decide': 'Putuskan sebelum {time} · {money} · {reason} · pesanan {order}',
  'lead.answer': 'Jawab tawaran pembeli sebelum {time} · {money} · {reason} · pesanan {order}',
  'lead.waitBuyer': 'Pembeli menjawab sebelum {time} · {money} ditawarkan · {reason} · pesanan {order}',
  'lead.lapsed': 'Masa untuk menjawab tamat pada {time} · {money} · {reason} · pesanan {order}',
  'lead.ship': 'Hantar sebelum {time} · {money} · {reason} · pesanan {order}',
  'lead.shipOverdue': 'Penghantaran lewat sejak {time} · {money} · {reason} · pesanan {order}',
  'lead.refund': 'Bayaran balik sedang diproses · {money} · {reason} · pesanan {order}',
  'lead.refundFailed': 'Bayaran balik belum dapat dibayar · {money} · {reason} · pesanan {order}',
  'lead.refundOverdue': 'Bayaran balik lewat sejak {time} · {money} · {reason} · pesanan {order}',
  'lead.shipped': 'Dalam perjalanan · {money} · {reason} · pesanan {order}',
  'lead.delivered': 'Telah dihantar · {money} · {reason} · pesanan {order}',
  'lead.settled': 'Telah dibayar balik · {money} · {reason} · pesanan {order}',
  'lead.rejected': 'Ditolak · {money} · {reason} · pesanan {order}',
  'lead.cancelled': 'Dibatalkan · {money} · {reason} · pesanan {order}',

  'now.decide':
    'Permintaan menunggu keputusan anda sehingga {time}.{acts, select, yes {} other { Tanpa keputusan, platform akan meluluskannya.}}',
  'now.answer':
    'Tawaran pembeli sebanyak {money} menunggu jawapan anda sehingga {time}. Tanpa jawapan, tawaran tamat dan permintaan kembali kepada anda.',
  'now.waitBuyer': 'Tawaran anda sebanyak {money} menunggu jawapan pembeli sehingga {time}.',
  'now.lapsed': 'Masa untuk menjawab tamat pada {time}. Langkah seterusnya sedang ditentukan.',
  'now.ship': 'Barang perlu dihantar sebelum {time}.',
  'now.shipOverdue': 'Barang sepatutnya dihantar sebelum {time}. Sila hantar secepat mungkin.',
  'now.refund': 'Bayaran balik {money} sedang diproses. Anda tidak perlu berbuat apa-apa.',
  'now.refundFailed': 'Bayaran balik {money} belum dapat dibayar. Khidmat pelanggan sedang menguruskannya.',
  'now.refundOverdue':
    'Bayaran balik {money} sepatutnya dibayar sebelum {time}. Khidmat pelanggan sedang menguruskannya.',
  'now.shipped': 'Barang sedang dalam perjalanan.',
  'now.delivered': 'Barang telah dihantar.',
  'now.settled': 'Bayaran balik {money} telah dibayar.',
  'now.rejected': 'Permintaan ditolak.',
  'now.cancelled': 'Permintaan dibatalkan.',

  'request.ask': 'Pembeli meminta anda menghantar {count, plural, one {# barang} other {# barang}} bernilai {money}.',
  'request.onlyTwo': 'Kini permintaan hanya boleh diluluskan atau ditolak.',
  'request.offersLeft':
    '{count, plural, one {Sebagai ganti penghantaran barang, anda boleh membuat # tawaran bayaran balik.} other {Sebagai ganti penghantaran barang, anda boleh membuat # tawaran bayaran balik.}}',
  'request.refundable': 'Paling banyak {money} boleh dibayar balik.',
  'request.ruleOffers': 'Pada {time} Parley menawarkan {money}, menurut peraturan {name}.',
  'request.ruleApproves': 'Pada {time} Parley meluluskan, menurut peraturan {name}.',
  'request.stillTaken': 'Pembeli masih boleh menerima {money}.',
  'request.shipping':
    'Kedai anda menanggung kos penghantaran barang. Penghantaran, sama seperti pesanan: {option, select, platform {diuruskan oleh platform} other {diuruskan oleh kedai anda}}.',
  'request.items': 'Barang, {money} diminta',
  'request.item': '{missing} daripada {quantity} × {price} · {title}',
  'request.more': 'dan {count} lagi',
  'request.buyer': 'Pembeli menulis',
  'request.evidence': 'Bukti',
  'request.photo': 'Gambar {number}',
  'request.note': 'Nota untuk tawaran {money}',
  'request.rejection': 'Ditolak, {reason}',
  'request.shipTo': 'Hantar ke',
  'request.carrier': 'Kurier',
  'request.tracking': '{carrier}, nombor penjejakan {tracking}',
  'request.history': 'Apa yang telah berlaku',
  'request.latest': 'Berita terkini daripada kurier, {time}: {text}',

  'action.approve': 'Luluskan',
  'action.reject': 'Tolak',
  'action.offer': 'Tawarkan bayaran balik',
  'action.withdraw': 'Tarik balik tawaran',
  'action.hold_rule': 'Tahan peraturan',
  'action.accept_offer': 'Terima tawaran {money}',
  'action.reject_offer': 'Tolak jumlah ini',
  'action.counter_offer': 'Cadangkan jumlah lain',
  'action.ship': 'Rekod penghantaran',
  'action.documents': 'Dokumen penghantaran',
  'action.page': 'Buka permintaan',
  'action.show': 'Lihat',
  'action.settings': 'Tetapan',

  'confirm.no': 'Kembali',
  'confirm.approve.title': 'Luluskan permintaan ini?',
  'confirm.approve.text':
    'Kedai anda menghantar {count, plural, one {# barang} other {# barang}} atas kos sendiri, {option, select, platform {melalui penghantaran platform} other {melalui penghantaran sendiri}}, dalam masa {within}.{dated, select, yes { Diluluskan pada {today}, bermakna selewat-lewatnya {by}.} other {}}',
  'confirm.approve.yes': 'Luluskan',
  'confirm.accept_offer.title': 'Terima tawaran {money}?',
  'confirm.accept_offer.text':
    '{money} dibayar balik kepada pembeli dan barang tidak dihantar. Jawapan ini tidak boleh ditarik balik.',
  'confirm.accept_offer.yes': 'Terima',
  'confirm.withdraw.title': 'Tarik balik tawaran {money}?',
  'confirm.withdraw.text':
    'Permintaan kembali kepada anda, dengan baki masa seperti semasa anda membuat tawaran. {left, plural, =0 {Selepas itu anda tidak boleh membuat tawaran lagi, hanya meluluskan atau menolak.} one {Selepas itu anda masih boleh membuat # tawaran lagi.} other {Selepas itu anda masih boleh membuat # tawaran lagi.}}',
  'confirm.withdraw.yes': 'Tarik balik',
  'duration.working_day': '{count, plural, one {# hari bekerja} other {# hari bekerja}}',
  'duration.calendar_day': '{count, plural, one {# hari} other {# hari}}',
  'duration.hour': '{count, plural, one {# jam} other {# jam}}',
  'duration.minute': '{count, plural, one {# minit} other {# minit}}',
  'duration.second': '{count, plural, one {# saat} other {# saat}}',

  'who.buyer': 'Pembeli',
  'who.seller': 'Kedai anda',
  'who.agent': 'Khidmat pelanggan',
  'who.platform': 'Platform',
  'who.integrator': 'Platform',
  'told.offer.proposed':
    '{who} menawarkan bayaran balik {money} ({percent}%). Pembeli mempunyai masa sehingga {time} untuk menjawab.',
  'told.offer.auto_approved':
    '{who} menawarkan bayaran balik {money}, sekurang-kurangnya sama dengan yang diminta, jadi terus diluluskan. Jumlah itu dibayar balik dan barang tidak dihantar.',
  'told.countered.buyer': 'Pembeli meminta {money}, bukan {before}. Jawab sebelum {time}.',
  'told.countered.seller':
    '{who} mencadangkan {money}, bukan {before}. Pembeli mempunyai masa sehingga {time} untuk menjawab.',
  'told.accepted.buyer': 'Pembeli menerima tawaran {money}. Jumlah itu dibayar balik dan barang tidak dihantar.',
  'told.accepted.seller':
    '{who} menerima tawaran pembeli sebanyak {money}. Jumlah itu dibayar balik dan barang tidak dihantar.',
  'told.rejected.buyer': 'Pembeli menolak tawaran {money}.',
  'told.rejected.seller': '{who} menolak tawaran pembeli sebanyak {money}.',
  'told.expired.seller': 'Pembeli tidak menjawab tawaran {money} dalam tempoh.',
  'told.expired.buyer': 'Tawaran pembeli sebanyak {money} tidak dijawab dalam tempoh.',
  'told.withdrawn': '{who} menarik balik tawaran {money}.',
  'told.takenBack.solution': 'Pasaran tidak lagi membenarkan jawapan ini untuk permintaan ini.',
  'told.takenBack.amount': 'Jumlahnya melebihi bayaran balik yang dibolehkan sekarang.',
  'told.takenBack.time': 'Pasaran tidak membenarkan tawaran ini menunggu lebih lama.',
  'told.handed_back':
    'Permintaan kembali kepada anda. Putuskan sebelum {time}; tanpa keputusan, platform akan meluluskannya.',
  'told.approved.timeout':
    'Tiada keputusan dalam tempoh, jadi platform meluluskan permintaan. Hantar barang sebelum {time}.',
  'told.approved.decision': '{who} meluluskan permintaan. Hantar barang sebelum {time}.',
  'told.request.rejected': '{who} menolak permintaan: {reason}.',
  'told.request.concluded':
    '{outcome, select, refunded {Pasaran memutuskan bayaran balik: tiada apa-apa perlu dihantar.} rejected {Pasaran menolak permintaan. Tiada apa-apa lagi yang perlu dibuat.} cancelled {Pasaran membatalkan permintaan. Tiada apa-apa lagi yang perlu dibuat.} other {Pasaran menyatakan barang telah dihantar.}}',
  'told.request.cancelled': '{who} membatalkan permintaan. Tiada apa-apa lagi yang perlu dibuat.',
  'told.extended.respond_by': 'Khidmat pelanggan memberi lebih masa: putuskan sebelum {time}.',
  'told.extended.offer_expires': 'Khidmat pelanggan memberi lebih masa: tawaran boleh dijawab sehingga {time}.',
  'told.extended.ship_by': 'Khidmat pelanggan memberi lebih masa: hantar barang sebelum {time}.',
  'told.extended.refund_by': 'Khidmat pelanggan memberi lebih masa: bayaran balik perlu dibayar sebelum {time}.',
  'told.refund.confirmed': 'Bayaran balik {money} telah dibayar.',
  'told.refund.failed': 'Bayaran balik {money} belum dapat dibayar. Khidmat pelanggan sedang menguruskannya.',
  'told.refund.overdue': 'Bayaran balik {money} sudah lewat. Khidmat pelanggan sedang menguruskannya.',
  'told.shipment.shipped': '{who} menghantar barang melalui {carrier}, nombor penjejakan {tracking}.',
  'told.shipment.delivered': 'Barang telah dihantar.',
  'told.shipment.overdue': 'Barang sepatutnya dihantar sebelum {time}. Sila hantar secepat mungkin.',
  'told.logistics.exception': 'Kurier melaporkan masalah.',
  'told.reminder.respond_by':
    'Peringatan: putuskan sebelum {time}. Tanpa keputusan, platform akan meluluskan permintaan.',
  'told.reminder.offer_expires': 'Peringatan: jawab tawaran pembeli sebelum {time}.',
  'told.reminder.ship_by': 'Peringatan: hantar barang sebelum {time}.',
  'told.words': '{sentence} “{text}”',
  'told.earlier':
    '{count, plural, one {Sebelum itu, # perkara lain telah berlaku.} other {Sebelum itu, # perkara lain telah berlaku.}}',
  'told.last': 'Yang terakhir berlaku: {text}',
  'outdated.title': 'Sudah berubah',
  'outdated.text': 'Butang ini tidak boleh digunakan lagi. {text}',

  'refused.conflict': 'Ini tidak boleh dilakukan lagi.',
  'refused.deadline_passed': 'Ini terlalu lewat: masanya telah tamat.',
  'refused.offer_limit_reached': 'Semua tawaran telah digunakan. Luluskan atau tolak permintaan.',
  'refused.solution_not_allowed':
    'Tawaran ini tidak boleh dibuat untuk permintaan ini. Luluskan, tolak atau buat tawaran lain.',
  'refused.amount_out_of_range': 'Jumlah mesti antara {min} dan {max}.',
  'refused.amount': 'Jumlah ini tidak boleh digunakan untuk permintaan ini.',
  'refused.currency_mismatch': 'Jumlah mesti dalam {currency}.',
  'refused.currency': 'Mata wang jumlah ini berbeza daripada mata wang permintaan.',
  'refused.evidence_required': 'Sebab ini memerlukan sekurang-kurangnya satu pautan kepada bukti.',
  'refused.forbidden': 'Anda tidak dibenarkan melakukan ini.',
  'refused.not_found': 'Permintaan ini tidak ditemui dalam kedai anda.',
  'refused.invalid_body': 'Ada yang tidak betul dalam borang ini. Sila semak dan hantar semula.',
  'refused.version_mismatch': 'Permintaan telah berubah. Sila lihat semula.',
  'refused.other': 'Ini belum dapat dilakukan. Sila cuba lagi sebentar nanti.',

  'modal.cancel': 'Batal',
  'modal.saved': 'Sisipkan balasan tersimpan',
  'modal.close': 'Tutup',
  'modal.about': 'Pesanan {order} · {reason} · {money} diminta',
  'modal.reject.title': 'Tolak permintaan',
  'modal.reject.submit': 'Tolak',
  'modal.reject.about':
    'Penolakan menutup permintaan: barang tidak dihantar dan tiada bayaran balik. Pembeli membaca sebab dan mesej anda.',
  'modal.reject.reason': 'Sebab',
  'modal.reject.detail': 'Sebab kepada pasaran',
  'modal.reject.text': 'Mesej untuk pembeli',
  'modal.reject.evidence': 'Pautan kepada bukti',
  'modal.reject.evidenceHint': 'Satu pautan setiap baris, contohnya https://example.com/photo.jpg.',
  'modal.reject.evidenceRequired': 'Diperlukan untuk: {reasons}.',
  'modal.reject.photos': 'Tambah foto di halaman',
  'modal.offer.title': 'Tawarkan bayaran balik',
  'modal.offer.submit': 'Hantar tawaran',
  'modal.offer.pick': 'Berapa banyak',
  'modal.offer.percent': '{percent}% · {money} dibayar balik',
  'modal.offer.percentFinal': '{percent}% · {money} dibayar balik · terus diluluskan',
  'modal.offer.whole': 'Semua yang diminta · {money}',
  'modal.offer.wholeFinal': 'Semua yang diminta · {money} · terus diluluskan',
  'modal.offer.other': 'Jumlah lain',
  'modal.offer.amount': 'Jumlah lain, dalam {currency}',
  'modal.offer.range': 'Antara {min} dan {max}.',
  'modal.offer.final': 'Mulai {money}, tawaran terus diluluskan.',
  'modal.offer.note': 'Nota untuk pembeli',
  'modal.offer.next':
    'Pembeli mempunyai masa sehingga {time} untuk menjawab. Jika diterima, jumlah itu dibayar balik dan barang tidak dihantar. Jika ditolak atau tidak dijawab, permintaan kembali kepada anda.',
  'modal.offer.nextFinal': 'Yang terus diluluskan akan dibayar balik tanpa jawapan pembeli, dan barang tidak dihantar.',
  'modal.offer.odds':
    '{tenths, plural, =0 {kurang daripada 1} =10 {lebih daripada 9} other {kira-kira #}} daripada 10 diterima, {count, plural, other {# tawaran}}',
  'modal.offer.oddsRanges': 'Diterima, dalam 8 daripada 10 kes: {ranges}.',
  'modal.offer.oddsRange': '{percent}%: {low} hingga {high}',
  'modal.offer.oddsBasis':
    'Dikira daripada {count, plural, other {# tawaran}} {scope, select, shop {kedai anda} other {semua kedai}} untuk sebab ini yang dijawab dalam 180 hari lalu.',
  'modal.offer.left':
    '{count, plural, =0 {Selepas ini anda tidak boleh membuat tawaran lagi.} one {Selepas ini anda boleh membuat # tawaran lagi.} other {Selepas ini anda boleh membuat # tawaran lagi.}}',
  'modal.counter.title': 'Cadangkan jumlah lain',
  'modal.counter.submit': 'Hantar jumlah',
  'modal.counter.about': 'Pembeli meminta {money}.',
  'modal.counter.amount': 'Jumlah, dalam {currency}',
  'modal.counter.next':
    'Pembeli mempunyai masa sehingga {time} untuk menjawab. Jika diterima, jumlah itu dibayar balik dan barang tidak dihantar. Jika ditolak atau tidak dijawab, permintaan kembali kepada anda.',
  'modal.ship.title': 'Rekod penghantaran',
  'modal.ship.submit': 'Simpan',
  'modal.ship.about': 'Pembeli diberitahu kurier dan nombor penjejakan.',
  'modal.ship.carrier': 'Kurier',
  'modal.ship.tracking': 'Nombor penjejakan',
  'modal.decline.title': 'Tolak jumlah ini',
  'modal.decline.submit': 'Tolak',
  'modal.decline.about': 'Anda menolak tawaran pembeli sebanyak {money}. Selepas itu permintaan kembali kepada anda.',
  'modal.decline.text': 'Mesej untuk pembeli',
  'modal.settings.title': 'Tetapan',
  'modal.settings.submit': 'Simpan',
  'modal.settings.channel': 'Pemberitahuan {shop} dihantar ke:',
  'modal.settings.noChannel':
    'Pemberitahuan {shop} belum dihantar ke mana-mana. Taip /parley channel dalam saluran yang akan menerimanya.',
  'modal.settings.quietFrom': 'Waktu senyap mulai',
  'modal.settings.quietTo': 'Waktu senyap hingga',
  'modal.settings.quietHint':
    'Pemberitahuan menunggu sehingga waktu senyap tamat, kecuali ada had masa sebelum itu. Kosongkan kedua-duanya jika tidak perlu. Masa mengikut zon {zone}.',
  'modal.settings.digest': 'Ringkasan harian pada pukul',
  'modal.settings.digestHint': 'Yang masih terbuka, sekali sehari. Kosongkan jika tidak perlu.',
  'modal.settings.language': 'Bahasa',
  'modal.settings.languageDefault': 'Lalai (bahasa Inggeris)',
  'modal.settings.mention': 'Sebut apabila had masa sudah dekat',
  'modal.settings.mentionHint': 'Kosongkan supaya tiada sesiapa disebut.',
  'modal.working.title': 'Sila tunggu',
  'modal.working.text':
    'Ini mengambil masa sedikit lebih lama daripada biasa. Anda boleh menutup tetingkap ini: prosesnya tetap berjalan.',
  'modal.done.title': 'Selesai',
  'modal.done.text': 'Selesai. Mesej dalam saluran sedang dikemas kini.',
  'modal.refused.title': 'Tidak berjaya',

  'field.missing': 'Sila isi ruangan ini.',
  'field.figuresChanged':
    'Jumlah yang boleh dibayar balik telah berubah kepada {money}. Tutup tetingkap ini dan buka semula.',
  'field.choose': 'Sila pilih satu.',
  'field.tooLong': 'Ini terlalu panjang: paling banyak {max} aksara.',
  'field.amount': 'Ini bukan jumlah. Taip jumlah antara {min} dan {max}, contohnya {example}.',
  'field.amountPlain': 'Ini bukan jumlah. Taip jumlah, contohnya {example}.',
  'field.amountUnclear': '“{text}” boleh bermaksud {choices}. Taip seperti {example}.',
  'field.amountOrPick': 'Anda juga menaip jumlah. Pilih “{other}”, atau kosongkan ruangan itu.',
  'field.link': '“{link}” bukan pautan. Taip satu pautan setiap baris, bermula dengan https://.',
  'field.tooManyLinks': 'Paling banyak {max} pautan.',
  'field.quiet': 'Waktu senyap memerlukan mula dan tamat yang berbeza.',
  'field.time': 'Ini bukan waktu yang betul.',

  'home.unlinked.title': 'Anda belum dipautkan dengan kedai',
  'home.unlinked.text':
    'Untuk melihat dan memutuskan permintaan di sini, minta kod di halaman kedai anda. Kemudian taip /parley link dan kod itu dalam masa 10 minit.',
  'home.waiting':
    '{count, plural, =0 {Tiada yang menunggu anda.} one {# permintaan menunggu anda.} other {# permintaan menunggu anda.}}',
  'home.due': 'Melepasi had masa: {overdue}. Had masa dalam satu jam: {h1}. Had masa dalam empat jam: {h4}.',
  'home.stats':
    '30 hari lepas: {made, plural, =0 {tiada tawaran dibuat} one {# tawaran dibuat, {accepted} diterima ({rate})} other {# tawaran dibuat, {accepted} diterima ({rate})}}. Diluluskan kerana tidak dijawab: {timeouts}.',
  'home.settings': 'Waktu senyap: {quiet}. Ringkasan harian: {digest}. Bahasa: {language}.',
  'home.range': '{from} hingga {to}',
  'home.none': 'tiada',
  'home.more': 'Dan {count} lagi: taip /parley list.',
  'home.moreShops': 'Kedai yang tidak ditunjukkan di sini: {count}.',
  'home.updated': 'Setakat {time}.',

  'digest.lead':
    '{count, plural, =0 {Tiada yang menunggu anda} one {# permintaan menunggu anda} other {# permintaan menunggu anda}} · {shop}',

  'list.empty': 'Tiada yang menunggu anda.',
  'list.title':
    '{count, plural, one {# permintaan menunggu, had masa terdekat dahulu} other {# permintaan menunggu, had masa terdekat dahulu}}',
  'list.how': 'Taip /parley show dan nombor pesanan untuk membuka permintaan lain.',
  'reply.linked':
    'Anda kini mewakili {shop}. Taip /parley list untuk melihat yang menunggu, atau /parley channel untuk menerima pemberitahuan di sini.',
  'reply.code.unknown':
    'Kod ini tidak sah: salah, melebihi 10 minit atau telah digunakan. Minta kod baharu di halaman kedai anda.',
  'reply.code.tries': 'Terlalu banyak kod salah. Sila tunggu 10 minit, kemudian cuba lagi dengan kod baharu.',
  'reply.channel': 'Pemberitahuan {shop} kini dihantar ke saluran ini.',
  'reply.channel.invite':
    'Pemberitahuan {shop} akan dihantar ke saluran ini, tetapi saya belum ada di dalamnya. Taip /invite @Parley di sini.',
  'reply.quiet.set':
    'Pemberitahuan {shop} ditahan dari {from} hingga {to}, kecuali ada had masa sebelum waktu senyap tamat.',
  'reply.quiet.off': 'Pemberitahuan {shop} kini tiada waktu senyap.',
  'reply.digest.set': 'Ringkasan yang masih terbuka untuk {shop} dihantar setiap hari pada pukul {time}.',
  'reply.digest.off': 'Tiada lagi ringkasan harian untuk {shop}.',
  'reply.noChannel':
    '{shop} belum mempunyai saluran untuk pemberitahuan. Taip /parley channel dalam saluran yang akan menerimanya, kemudian cuba lagi.',
  'reply.unlinked': 'Anda tidak lagi mewakili {shop}.',
  'reply.notLinked':
    'Ini hanya untuk orang yang dipautkan dengan kedai. Minta kod di halaman kedai anda, kemudian taip /parley link dan kod itu.',
  'reply.notFound':
    'Tiada permintaan kedai anda yang sepadan dengan “{query}”. Taip id permintaan atau nombor pesanan.',
  'reply.several':
    'Anda mewakili beberapa kedai. Tambah kedai yang dimaksudkan, contohnya: /parley {command} {example}',
  'reply.unknownShop': 'Anda tidak mewakili “{named}”. Kedai anda:',
  'reply.shop': '{name} ({id})',
  'reply.time.quiet':
    'Waktu ini tidak dapat dibaca. Taip seperti ini: /parley quiet 22:00-07:00, atau /parley quiet off.',
  'reply.time.digest': 'Waktu ini tidak dapat dibaca. Taip seperti ini: /parley digest 09:00, atau /parley digest off.',
  'reply.unclear': 'Ini boleh bermaksud beberapa perkara. Taip yang anda maksudkan: {choices}.',
  'reply.page': 'Halaman permintaan ini, sah selama satu jam dan untuk anda sahaja: jangan kongsikan pautannya.',
  'reply.page.link': 'Pesanan {order}',
  'reply.tooSlow': 'Proses ini terlalu lama dan Slack membatalkannya. Sila tekan butang itu sekali lagi.',
  'reply.sorry': 'Ada masalah di pihak kami. Sila cuba lagi sebentar nanti.',
  'help.title': 'Apa yang boleh dilakukan dengan /parley',
  'help.list': 'yang masih terbuka, had masa terdekat dahulu',
  'help.show': 'satu permintaan, dengan butangnya',
  'help.link': 'mewakili kedai yang memberi anda kod',
  'help.channel': 'menerima pemberitahuan dalam saluran ini',
  'help.quiet': 'menahan pemberitahuan pada waktu malam; off menamatkannya',
  'help.digest': 'yang masih terbuka, sekali sehari; off menamatkannya',
  'help.unlink': 'tidak lagi mewakili kedai',
  'help.help': 'senarai ini',
  'help.shops': 'Jika anda mewakili beberapa kedai, tambah id kedai yang dimaksudkan.',

  'status.ok': 'Pemberitahuan sampai ke Slack.',
  'status.not_connected':
    'Pemberitahuan belum dihantar ke mana-mana. Taip /parley channel dalam saluran yang akan menerimanya.',
  'status.token_revoked':
    'Pemberitahuan tidak sampai ke Slack: aplikasi telah dikeluarkan daripada ruang kerja. Pasang semula aplikasi.',
  'status.channel_archived':
    'Pemberitahuan tidak sampai ke Slack: saluran telah diarkibkan. Nyaharkibkannya, atau taip /parley channel dalam saluran lain.',
  'status.channel_not_found':
    'Pemberitahuan tidak sampai ke Slack: saluran tidak ditemui. Taip /parley channel dalam saluran yang akan menerimanya.',
  'status.not_in_channel':
    'Pemberitahuan tidak sampai ke Slack: aplikasi tiada dalam saluran. Taip /invite @Parley di sana.',
  'status.message_deleted':
    'Satu mesej telah dipadam dalam Slack. Mesej itu dihantar semula pada perubahan berikutnya.',
  'status.rate_limited': 'Slack meminta kami memperlahankan penghantaran. Pemberitahuan tiba agak lewat.',
  'status.unreachable':
    'Slack tidak dapat dihubungi buat masa ini. Pemberitahuan dihantar sebaik sahaja Slack dapat dihubungi.',
  'status.missing_scope':
    'Pemberitahuan tidak sampai ke Slack: kebenaran aplikasi tidak cukup. Pasang semula aplikasi.',
  'status.refused': 'Slack menolak satu mesej. Khidmat pelanggan boleh melihat sebabnya.',
  'status.other': 'Pemberitahuan tidak sampai ke Slack buat masa ini. Kami terus mencuba.',

  'escalation.decide':
    'Belum ada sesiapa membuat keputusan. {acts, select, yes {Jika terus begitu:} other {Tanpa keputusan sebelum {time}, platform meluluskan permintaan, dan kedai anda menghantar {count, plural, one {# barang} other {# barang}} bernilai {money} atas kos sendiri.}}',
  'escalation.ship':
    'Belum ada sesiapa menghantar. Tanpa penghantaran sebelum {time}, tarikh akhir terlepas: pembeli terus menunggu {count, plural, one {# barang} other {# barang}} bernilai {money} yang perlu dihantar kedai anda, dan khidmat pelanggan dimaklumkan.',
  'escalation.over': 'Pemberitahuan ini telah tamat. {text}',
  'action.assign': 'Biar saya uruskan',
  'action.let_go': 'Lepaskan kepada orang lain',
  'assigned.nobody': 'Belum ada sesiapa mengurusnya.',
  'assigned.to': '{name} sedang mengurusnya.',
  'told.assigned': '{name} mula mengurusnya.',
  'told.let_go': 'Tiada sesiapa mengurusnya lagi.',
  'mine.empty': 'Tiada apa-apa yang anda uruskan.',
  'mine.title':
    '{count, plural, one {Anda mengurus # permintaan, tarikh akhir terdekat dahulu} other {Anda mengurus # permintaan, tarikh akhir terdekat dahulu}}',
  'help.mine': 'apa yang anda uruskan',
  'rules.did':
    'Sejak semalam peraturan anda menjawab {bound, select, least {sekurang-kurangnya } other {}}{count, plural, one {# permintaan} other {# permintaan}}',
  'rules.will':
    'Peraturan anda akan menjawab {bound, select, least {sekurang-kurangnya } other {}}{count, plural, one {# permintaan} other {# permintaan}}',
  'rules.deed': '{time} · {answer, select, approve {diluluskan} other {{money} ditawarkan}} · {name} · pesanan {order}',
  'rules.outcome':
    '{deed} · {outcome, select, pending {pembeli belum menjawab} rejected {pembeli menolak} expired {pembeli tidak menjawab} countered {pembeli menamakan jumlah lain} withdrawn {ditarik balik} accepted {pembeli menerima} thought {pembeli akhirnya menerima} auto_approved {terus diluluskan} other {tamat}}',
  'rules.deedsMore': 'dan {count} lagi',
  'action.reply': 'Balas',
  'waits.lead': 'Pembeli menulis dan menunggu balasan',
  'waits.photos': '{count, plural, other {# foto, tanpa kata-kata}}',
  'waits.replied': '{who} membalas pembeli.',
  'waits.over': 'Mesej pembeli tidak lagi menunggu di sini.',
  'modal.reply.title': 'Balas pembeli',
  'modal.reply.submit': 'Hantar',
  'modal.reply.text': 'Balasan anda',
  'moved.text': 'Pemberitahuan kedai ini kini dihantar ke saluran lain. Permintaan ini ditunjukkan di sana.',
};
