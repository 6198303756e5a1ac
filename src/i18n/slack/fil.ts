/**
 * What sellers read in Slack, in Filipino. Who did something stands after its verb (`ng mamimili`), so no sentence begins
 * with it. Words are the same after every number, so there is one plural form.
 */
import type { SlackMessages } from './en.ts';

export const fil: SlackMessages = {
  'lead.decide': 'Magpasya bago ang {time} · {money} · {reason} · order {order}',
  'lead.answer': 'Sagutin ang alok ng mamimili bago ang {time} · {money} · {reason} · order {order}',
  'lead.waitBuyer': 'Sasagot ang mamimili bago ang {time} · alok na {money} · {reason} · order {order}',
  'lead.lapsed': 'Natapos ang oras para sumagot noong {time} · {money} · {reason} · order {order}',
  'lead.ship': 'Ipadala bago ang {time} · {money} · {reason} · order {order}',
  'lead.shipOverdue': 'Huli na ang pagpapadala mula {time} · {money} · {reason} · order {order}',
  'lead.refund': 'Binabayaran na ang refund · {money} · {reason} · order {order}',
  'lead.refundFailed': 'Hindi pa nabayaran ang refund · {money} · {reason} · order {order}',
  'lead.refundOverdue': 'Dapat nabayaran ang refund noong {time} · {money} · {reason} · order {order}',
  'lead.shipped': 'Naipadala · {money} · {reason} · order {order}',
  'lead.delivered': 'Naihatid · {money} · {reason} · order {order}',
  'lead.settled': 'Na-refund · {money} · {reason} · order {order}',
  'lead.rejected': 'Tinanggihan · {money} · {reason} · order {order}',
  'lead.cancelled': 'Kinansela · {money} · {reason} · order {order}',

  'now.decide':
    'Naghihintay ang kahilingan ng pasya mo hanggang {time}. Kung walang pasya, aaprubahan ito ng platform.',
  'now.answer':
    'Naghihintay ang alok ng mamimili na {money} ng sagot mo hanggang {time}. Kung walang sagot, mag-e-expire ito at babalik sa iyo ang kahilingan.',
  'now.waitBuyer': 'Naghihintay ang alok mong {money} ng sagot ng mamimili hanggang {time}.',
  'now.lapsed': 'Natapos ang oras para sumagot noong {time}. Inaasikaso na ang susunod na hakbang.',
  'now.ship': 'Dapat ipadala ang mga item bago ang {time}.',
  'now.shipOverdue': 'Dapat naipadala ang mga item bago ang {time}. Pakipadala sa lalong madaling panahon.',
  'now.refund': 'Binabayaran na ang refund na {money}. Wala ka nang kailangang gawin.',
  'now.refundFailed': 'Hindi pa nabayaran ang refund na {money}. Inaasikaso ito ng customer service.',
  'now.refundOverdue': 'Dapat nabayaran ang refund na {money} noong {time}. Inaasikaso ito ng customer service.',
  'now.shipped': 'Papunta na ang mga item.',
  'now.delivered': 'Naihatid na ang mga item.',
  'now.settled': 'Nabayaran na ang refund na {money}.',
  'now.rejected': 'Tinanggihan ang kahilingan.',
  'now.cancelled': 'Kinansela ang kahilingan.',

  'request.ask': 'Hinihiling ng mamimili na magpadala ka ng {count, plural, other {# item}}, halagang {money}.',
  'request.onlyTwo': 'Pag-apruba o pagtanggi na lang ang natitira.',
  'request.offersLeft': '{count, plural, other {Sa halip na magpadala, puwede kang mag-alok ng refund nang # beses.}}',
  'request.refundable': 'Hanggang {money} ang puwedeng i-refund.',
  'request.ruleOffers': 'Sa {time}, iaalok ng Parley ang {money} ayon sa tuntuning {name}.',
  'request.ruleApproves': 'Sa {time}, aaprubahan ito ng Parley ayon sa tuntuning {name}.',
  'request.stillTaken': 'Makukuha pa ng mamimili ang {money}.',
  'request.shipping':
    'Ang tindahan mo ang magbabayad sa pagpapadala. Ang pagpapadala, tulad ng sa order: {option, select, platform {isasaayos ng platform} other {isasaayos ng tindahan mo}}.',
  'request.items': 'Mga item, hinihinging {money}',
  'request.item': '{missing} sa {quantity} × {price} · {title}',
  'request.more': 'at {count} pa',
  'request.buyer': 'Isinulat ng mamimili',
  'request.evidence': 'Ebidensya',
  'request.photo': 'Larawan {number}',
  'request.note': 'Tala sa alok na {money}',
  'request.rejection': 'Tinanggihan, {reason}',
  'request.shipTo': 'Ipadala sa',
  'request.carrier': 'Courier',
  'request.tracking': '{carrier}, tracking number na {tracking}',
  'request.history': 'Mga nangyari',
  'request.latest': 'Pinakabago mula sa courier, {time}: {text}',

  'action.approve': 'Aprubahan',
  'action.reject': 'Tanggihan',
  'action.offer': 'Mag-alok na lang ng refund',
  'action.withdraw': 'Bawiin ang alok',
  'action.hold_rule': 'Pigilin ang tuntunin',
  'action.accept_offer': 'Tanggapin ang {money}',
  'action.reject_offer': 'Tanggihan ang halaga',
  'action.counter_offer': 'Magsabi ng ibang halaga',
  'action.ship': 'Markahang naipadala',
  'action.documents': 'Mga dokumento sa padala',
  'action.page': 'Buksan ang request',
  'action.show': 'Tingnan',
  'action.settings': 'Mga setting',

  'confirm.no': 'Bumalik',
  'confirm.approve.title': 'Aprubahan ang kahilingang ito?',
  'confirm.approve.text':
    'Magpapadala ang tindahan mo ng {count, plural, other {# item}} sa sarili nitong gastos, {option, select, platform {gamit ang pagpapadala ng platform} other {gamit ang sarili nitong pagpapadala}}, sa loob ng {within}.{dated, select, yes { Kung aaprubahan sa {today}, hanggang {by} ito.} other {}}',
  'confirm.approve.yes': 'Aprubahan',
  'confirm.accept_offer.title': 'Tanggapin ang {money}?',
  'confirm.accept_offer.text':
    'Ire-refund ang {money} sa mamimili at hindi na ipapadala ang mga item. Hindi na mababawi ang sagot na ito.',
  'confirm.accept_offer.yes': 'Tanggapin',
  'confirm.withdraw.title': 'Bawiin ang alok na {money}?',
  'confirm.withdraw.text':
    'Babalik sa iyo ang kahilingan, kasama ang oras na natitira noong ginawa mo ang alok. {left, plural, =0 {Hindi ka na makapag-aalok pagkatapos nito, pag-apruba o pagtanggi na lang.} other {Makapag-aalok ka pa nang # beses pagkatapos nito.}}',
  'confirm.withdraw.yes': 'Bawiin',
  'duration.working_day': '{count, plural, other {# araw ng trabaho}}',
  'duration.calendar_day': '{count, plural, other {# araw}}',
  'duration.hour': '{count, plural, other {# oras}}',
  'duration.minute': '{count, plural, other {# minuto}}',
  'duration.second': '{count, plural, other {# segundo}}',

  'who.buyer': 'ng mamimili',
  'who.seller': 'ng tindahan mo',
  'who.agent': 'ng customer service',
  'who.platform': 'ng platform',
  'who.integrator': 'ng platform',
  'told.offer.proposed':
    'Inalok {who} ang refund na {money} ({percent}%). May hanggang {time} ang mamimili para sumagot.',
  'told.offer.auto_approved':
    'Inalok {who} ang refund na {money}, na hindi bababa sa hiningi kaya naaprubahan agad. Ire-refund ito at hindi na ipapadala ang mga item.',
  'told.countered.buyer': 'Humihingi ang mamimili ng {money} sa halip na {before}. Sumagot bago ang {time}.',
  'told.countered.seller':
    'Iminungkahi {who} ang {money} sa halip na {before}. May hanggang {time} ang mamimili para sumagot.',
  'told.accepted.buyer': 'Tinanggap ng mamimili ang {money}. Ire-refund ito at hindi na ipapadala ang mga item.',
  'told.accepted.seller':
    'Tinanggap {who} ang {money} na hiningi ng mamimili. Ire-refund ito at hindi na ipapadala ang mga item.',
  'told.rejected.buyer': 'Tinanggihan ng mamimili ang alok na {money}.',
  'told.rejected.seller': 'Tinanggihan {who} ang {money} na hiningi ng mamimili.',
  'told.expired.seller': 'Hindi sinagot ng mamimili sa takdang oras ang alok na {money}.',
  'told.expired.buyer': 'Hindi nasagot sa takdang oras ang {money} na hiningi ng mamimili.',
  'told.withdrawn': 'Binawi {who} ang alok na {money}.',
  'told.takenBack.solution': 'Hindi na pinahihintulutan ng marketplace ang sagot na ito sa kahilingang ito.',
  'told.takenBack.amount': 'Mas malaki ito kaysa sa maaaring i-refund ngayon.',
  'told.takenBack.time': 'Hindi na pinahihintulutan ng marketplace na maghintay pa ito.',
  'told.handed_back':
    'Bumalik sa iyo ang kahilingan. Magpasya bago ang {time}; kung walang pasya, aaprubahan ito ng platform.',
  'told.approved.timeout':
    'Walang nagpasya sa takdang oras kaya inaprubahan ng platform ang kahilingan. Ipadala ang mga item bago ang {time}.',
  'told.approved.decision': 'Inaprubahan {who} ang kahilingan. Ipadala ang mga item bago ang {time}.',
  'told.request.rejected': 'Tinanggihan {who} ang kahilingan: {reason}.',
  'told.request.concluded':
    '{outcome, select, refunded {Nagpasya ang marketplace na i-refund ito: wala nang ipapadala.} rejected {Tinanggihan ng marketplace ang kahilingan. Wala ka nang kailangang gawin.} cancelled {Kinansela ng marketplace ang kahilingan. Wala ka nang kailangang gawin.} other {Ayon sa marketplace, naihatid na ang mga item.}}',
  'told.request.cancelled': 'Kinansela {who} ang kahilingan. Wala ka nang kailangang gawin.',
  'told.extended.respond_by': 'Nagbigay ng dagdag na oras ang customer service: magpasya bago ang {time}.',
  'told.extended.offer_expires':
    'Nagbigay ng dagdag na oras ang customer service: puwedeng sagutin ang alok hanggang {time}.',
  'told.extended.ship_by': 'Nagbigay ng dagdag na oras ang customer service: ipadala ang mga item bago ang {time}.',
  'told.extended.refund_by':
    'Nagbigay ng dagdag na oras ang customer service: dapat mabayaran ang refund bago ang {time}.',
  'told.refund.confirmed': 'Nabayaran na ang refund na {money}.',
  'told.refund.failed': 'Hindi pa nabayaran ang refund na {money}. Inaasikaso ito ng customer service.',
  'told.refund.overdue': 'Huli na ang refund na {money}. Inaasikaso ito ng customer service.',
  'told.shipment.shipped': 'Ipinadala {who} ang mga item sa {carrier}, tracking number na {tracking}.',
  'told.shipment.delivered': 'Naihatid na ang mga item.',
  'told.shipment.overdue': 'Dapat naipadala ang mga item bago ang {time}. Pakipadala sa lalong madaling panahon.',
  'told.logistics.exception': 'May iniulat na problema ang courier.',
  'told.reminder.respond_by':
    'Paalala: magpasya bago ang {time}. Kung walang pasya, aaprubahan ng platform ang kahilingan.',
  'told.reminder.offer_expires': 'Paalala: sagutin ang alok ng mamimili bago ang {time}.',
  'told.reminder.ship_by': 'Paalala: ipadala ang mga item bago ang {time}.',
  'told.words': '{sentence} “{text}”',
  'told.earlier': '{count, plural, other {Bago iyon, may # pang nangyari.}}',
  'told.last': 'Huling nangyari: {text}',
  'outdated.title': 'Nagbago na ito',
  'outdated.text': 'Luma na ang button na ito. {text}',

  'refused.conflict': 'Hindi na ito puwede.',
  'refused.deadline_passed': 'Huli na ito: tapos na ang oras para rito.',
  'refused.offer_limit_reached': 'Nagamit na ang lahat ng alok. Aprubahan o tanggihan ang kahilingan.',
  'refused.solution_not_allowed':
    'Hindi puwede ang alok na ito sa kahilingang ito. Aprubahan ito, tanggihan, o mag-alok ng iba.',
  'refused.amount_out_of_range': 'Dapat nasa pagitan ng {min} at {max} ang halaga.',
  'refused.amount': 'Hindi puwede ang halagang ito sa kahilingang ito.',
  'refused.currency_mismatch': 'Dapat nasa {currency} ang halaga.',
  'refused.currency': 'Iba ang currency ng halaga sa kahilingan.',
  'refused.evidence_required': 'Kailangan ng dahilang ito ng kahit isang link sa ebidensya.',
  'refused.forbidden': 'Wala kang pahintulot na gawin ito.',
  'refused.not_found': 'Hindi nahanap ang kahilingang ito sa mga kahilingan ng tindahan mo.',
  'refused.invalid_body': 'May mali sa form na ito. Pakisuri at ipadala ulit.',
  'refused.version_mismatch': 'Nagbago na ang kahilingan. Pakitingnan ulit.',
  'refused.other': 'Hindi ito nagawa. Pakisubukan ulit maya-maya.',

  'modal.cancel': 'Kanselahin',
  'modal.close': 'Isara',
  'modal.about': 'Order {order} · {reason} · hinihinging {money}',
  'modal.reject.title': 'Tanggihan ang kahilingan',
  'modal.reject.submit': 'Tanggihan',
  'modal.reject.about':
    'Isinasara ng pagtanggi ang kahilingan: walang ipapadala at walang ire-refund. Mababasa ng mamimili ang dahilan at mensahe mo.',
  'modal.reject.reason': 'Dahilan',
  'modal.reject.detail': 'Dahilang sasabihin sa marketplace',
  'modal.reject.text': 'Mensahe para sa mamimili',
  'modal.reject.evidence': 'Mga link sa ebidensya',
  'modal.reject.evidenceHint': 'Isang link bawat linya, tulad ng https://example.com/photo.jpg.',
  'modal.reject.evidenceRequired': 'Kailangan para sa: {reasons}.',
  'modal.offer.title': 'Mag-alok ng refund',
  'modal.offer.submit': 'Ipadala ang alok',
  'modal.offer.pick': 'Magkano',
  'modal.offer.percent': '{percent}% · refund na {money}',
  'modal.offer.percentFinal': '{percent}% · refund na {money} · aprubado agad',
  'modal.offer.whole': 'Buong hinihingi · {money}',
  'modal.offer.wholeFinal': 'Buong hinihingi · {money} · aprubado agad',
  'modal.offer.other': 'Ibang halaga',
  'modal.offer.amount': 'Ibang halaga, sa {currency}',
  'modal.offer.range': 'Sa pagitan ng {min} at {max}.',
  'modal.offer.final': 'Mula {money} pataas, maaaprubahan ito agad.',
  'modal.offer.note': 'Tala para sa mamimili',
  'modal.offer.next':
    'May hanggang {time} ang mamimili para sumagot. Kapag tinanggap, ire-refund ang pera at hindi na ipapadala ang mga item. Kapag tinanggihan o hindi sinagot, babalik sa iyo ang kahilingan.',
  'modal.offer.nextFinal':
    'Ire-refund ang naaprubahan agad nang hindi na sasagot ang mamimili, at hindi na ipapadala ang mga item.',
  'modal.offer.odds':
    '{tenths, plural, =0 {wala pang 1} =10 {higit 9} other {mga #}} sa 10 ang tinanggap, {count, plural, other {# alok}}',
  'modal.offer.oddsRanges': 'Tinanggap, sa 8 sa 10 kaso: {ranges}.',
  'modal.offer.oddsRange': '{percent}%: {low} hanggang {high}',
  'modal.offer.oddsBasis':
    'Binilang mula sa {count, plural, other {# alok}} ng {scope, select, shop {tindahan mo} other {lahat ng tindahan}} sa dahilang ito na nasagot sa nakaraang 180 araw.',
  'modal.offer.left':
    '{count, plural, =0 {Pagkatapos ng alok na ito, hindi ka na makapag-aalok ulit.} other {Pagkatapos ng alok na ito, makapag-aalok ka pa nang # beses.}}',
  'modal.counter.title': 'Magsabi ng ibang halaga',
  'modal.counter.submit': 'Ipadala ang halaga',
  'modal.counter.about': 'Humihingi ang mamimili ng {money}.',
  'modal.counter.amount': 'Halaga, sa {currency}',
  'modal.counter.next':
    'May hanggang {time} ang mamimili para sumagot. Kapag tinanggap, ire-refund ang pera at hindi na ipapadala ang mga item. Kapag tinanggihan o hindi sinagot, babalik sa iyo ang kahilingan.',
  'modal.ship.title': 'Markahang naipadala',
  'modal.ship.submit': 'I-save',
  'modal.ship.about': 'Sasabihin sa mamimili ang courier at ang tracking number.',
  'modal.ship.carrier': 'Courier',
  'modal.ship.tracking': 'Tracking number ng padala',
  'modal.decline.title': 'Tanggihan ang halaga',
  'modal.decline.submit': 'Tanggihan',
  'modal.decline.about': 'Tinatanggihan mo ang {money} na hiningi ng mamimili. Babalik sa iyo ang kahilingan.',
  'modal.decline.text': 'Mensahe para sa mamimili',
  'modal.settings.title': 'Mga setting',
  'modal.settings.submit': 'I-save',
  'modal.settings.channel': 'Napupunta ang mga abiso ng {shop} sa:',
  'modal.settings.noChannel':
    'Wala pang pinupuntahan ang mga abiso ng {shop}. I-type ang /parley channel sa channel na dapat makatanggap.',
  'modal.settings.quietFrom': 'Tahimik mula',
  'modal.settings.quietTo': 'Tahimik hanggang',
  'modal.settings.quietHint':
    'Maghihintay ang mga abiso hanggang matapos ang tahimik na oras, maliban kung may takdang oras bago iyon. Iwanang walang laman ang dalawa kung ayaw gamitin. Ang mga oras ay ayon sa {zone}.',
  'modal.settings.digest': 'Oras ng araw-araw na buod',
  'modal.settings.digestHint': 'Mga bukas pa, isang beses sa isang araw. Iwanang walang laman kung ayaw gamitin.',
  'modal.settings.language': 'Wika',
  'modal.settings.languageDefault': 'Karaniwang wika (English)',
  'modal.settings.mention': 'Banggitin kapag malapit na ang takdang oras',
  'modal.settings.mentionHint': 'Iwanang walang laman kung walang babanggitin.',
  'modal.working.title': 'Sandali lang',
  'modal.working.text':
    'Medyo mas matagal ito kaysa karaniwan. Puwede mong isara ang window na ito: magagawa pa rin ito.',
  'modal.done.title': 'Tapos na',
  'modal.done.text': 'Tapos na. Ia-update ang mensahe sa channel.',
  'modal.refused.title': 'Hindi nagawa',

  'field.missing': 'Pakisagutan ito.',
  'field.figuresChanged': 'Naging {money} na ang maaaring i-refund. Isara ito at buksan muli.',
  'field.choose': 'Pumili ng isa.',
  'field.tooLong': 'Masyado itong mahaba: hanggang {max} karakter lang.',
  'field.amount': 'Hindi ito halaga. Mag-type ng halaga sa pagitan ng {min} at {max}, tulad ng {example}.',
  'field.amountPlain': 'Hindi ito halaga. Mag-type ng halaga tulad ng {example}.',
  'field.amountUnclear': 'Ang “{text}” ay puwedeng {choices}. I-type nang ganito: {example}.',
  'field.amountOrPick': 'Nag-type ka rin ng halaga. Piliin ang “{other}”, o burahin ang laman ng field na iyon.',
  'field.link': 'Hindi link ang “{link}”. Mag-type ng isang link bawat linya, na nagsisimula sa https://.',
  'field.tooManyLinks': 'Hanggang {max} link lang.',
  'field.quiet': 'Kailangan ng tahimik na oras ng magkaibang simula at katapusan.',
  'field.time': 'Hindi ito tamang oras.',

  'home.unlinked.title': 'Hindi ka pa naka-link sa tindahan',
  'home.unlinked.text':
    'Para makita at mapagpasyahan ang mga kahilingan dito, humingi ng code sa page ng tindahan mo. Pagkatapos, i-type ang /parley link at ang code sa loob ng 10 minuto.',
  'home.waiting': '{count, plural, =0 {Walang naghihintay sa iyo.} other {# kahilingan ang naghihintay sa iyo.}}',
  'home.due':
    'Lampas na sa takdang oras: {overdue}. Dapat matapos sa loob ng isang oras: {h1}. Dapat matapos sa loob ng apat na oras: {h4}.',
  'home.stats':
    'Nakaraang 30 araw: {made, plural, =0 {walang ginawang alok} other {# alok ang ginawa, {accepted} ang tinanggap ({rate})}}. Naaprubahan dahil walang sumagot: {timeouts}.',
  'home.settings': 'Tahimik na oras: {quiet}. Araw-araw na buod: {digest}. Wika: {language}.',
  'home.range': '{from} hanggang {to}',
  'home.none': 'wala',
  'home.more': 'At {count} pa: i-type ang /parley list.',
  'home.moreShops': 'Mga tindahang hindi ipinapakita rito: {count}.',
  'home.updated': 'Ayon sa lagay noong {time}.',

  'digest.lead': '{count, plural, =0 {Walang naghihintay sa iyo} other {# kahilingan ang naghihintay sa iyo}} · {shop}',

  'list.empty': 'Walang naghihintay sa iyo.',
  'list.title': '{count, plural, other {# kahilingan ang naghihintay, una ang may pinakamalapit na takdang oras}}',
  'list.how': 'Para magbukas ng iba, i-type ang /parley show at ang numero ng order.',
  'reply.linked':
    'Kumikilos ka na para sa {shop}. I-type ang /parley list para makita ang mga naghihintay, o /parley channel para matanggap dito ang mga abiso.',
  'reply.code.unknown':
    'Hindi valid ang code na ito: mali, lampas na sa 10 minuto o nagamit na. Humingi ng bago sa page ng tindahan mo.',
  'reply.code.tries':
    'Napakaraming maling code. Maghintay ng 10 minuto, pagkatapos ay subukan ulit gamit ang bagong code.',
  'reply.channel': 'Dito na sa channel na ito mapupunta ang mga abiso ng {shop}.',
  'reply.channel.invite':
    'Dapat mapunta sa channel na ito ang mga abiso ng {shop}, pero wala pa rito ang app. I-type dito ang /invite @Parley.',
  'reply.quiet.set':
    'Hahawakan muna ang mga abiso ng {shop} mula {from} hanggang {to}, maliban kung may takdang oras bago matapos iyon.',
  'reply.quiet.off': 'Wala nang tahimik na oras ang mga abiso ng {shop}.',
  'reply.digest.set': 'Darating araw-araw nang {time} ang buod ng mga bukas pa para sa {shop}.',
  'reply.digest.off': 'Wala nang araw-araw na buod para sa {shop}.',
  'reply.noChannel':
    'Wala pang channel para sa mga abiso ang {shop}. I-type ang /parley channel sa channel na dapat makatanggap, pagkatapos ay subukan ulit.',
  'reply.unlinked': 'Hindi ka na kumikilos para sa {shop}.',
  'reply.notLinked':
    'Para lang ito sa mga taong naka-link sa tindahan. Humingi ng code sa page ng tindahan mo, pagkatapos ay i-type ang /parley link at ang code.',
  'reply.notFound':
    'Walang kahilingan ng tindahan mo na tugma sa “{query}”. Mag-type ng id ng kahilingan o numero ng order.',
  'reply.several':
    'Kumikilos ka para sa ilang tindahan. Idagdag ang tindahang tinutukoy mo, tulad ng: /parley {command} {example}',
  'reply.unknownShop': 'Hindi ka kumikilos para sa “{named}”. Mga tindahan mo:',
  'reply.shop': '{name} ({id})',
  'reply.time.quiet':
    'Hindi mabasa ang mga oras na ito. I-type nang ganito: /parley quiet 22:00-07:00, o /parley quiet off.',
  'reply.time.digest': 'Hindi mabasa ang oras na ito. I-type nang ganito: /parley digest 09:00, o /parley digest off.',
  'reply.unclear': 'Maraming puwedeng ibig sabihin nito. I-type ang tinutukoy mo: {choices}.',
  'reply.page': 'Ang page ng request, isang oras at para sa iyo lang: huwag ipasa ang link.',
  'reply.page.link': 'Ang order {order}',
  'reply.tooSlow': 'Masyado itong natagalan kaya hindi na ito itinuloy ng Slack. Pindutin ulit ang button.',
  'reply.sorry': 'Nagkaproblema sa panig namin. Pakisubukan ulit maya-maya.',
  'help.title': 'Mga nagagawa ng /parley',
  'help.list': 'mga bukas pa, una ang may pinakamalapit na takdang oras',
  'help.show': 'isang kahilingan, kasama ang mga button nito',
  'help.link': 'kumilos para sa tindahang nagbigay sa iyo ng code',
  'help.channel': 'tanggapin ang mga abiso sa channel na ito',
  'help.quiet': 'hawakan muna ang mga abiso sa gabi; off para itigil',
  'help.digest': 'mga bukas pa, isang beses sa isang araw; off para itigil',
  'help.unlink': 'hindi na kumilos para sa tindahan',
  'help.help': 'ang listahang ito',
  'help.shops': 'Kung kumikilos ka para sa ilang tindahan, idagdag ang id ng tindahang tinutukoy mo.',

  'status.ok': 'Nakararating sa Slack ang mga abiso.',
  'status.not_connected':
    'Wala pang pinupuntahan ang mga abiso. I-type ang /parley channel sa channel na dapat makatanggap.',
  'status.token_revoked': 'Hindi nakararating sa Slack ang mga abiso: inalis ang app sa workspace. I-install ito ulit.',
  'status.channel_archived':
    'Hindi nakararating sa Slack ang mga abiso: na-archive ang channel. I-unarchive ito, o i-type ang /parley channel sa iba.',
  'status.channel_not_found':
    'Hindi nakararating sa Slack ang mga abiso: hindi nahanap ang channel. I-type ang /parley channel sa channel na dapat makatanggap.',
  'status.not_in_channel':
    'Hindi nakararating sa Slack ang mga abiso: wala sa channel ang app. I-type doon ang /invite @Parley.',
  'status.message_deleted': 'May mensaheng binura sa Slack. Ipo-post ito ulit sa susunod na pagbabago.',
  'status.rate_limited': 'Hinihiling ng Slack na bagalan namin. Medyo mahuhuli ang mga abiso.',
  'status.unreachable': 'Hindi maabot ang Slack sa ngayon. Darating ang mga abiso kapag naabot na ito.',
  'status.missing_scope':
    'Hindi nakararating sa Slack ang mga abiso: kulang ng pahintulot ang app. I-install ito ulit.',
  'status.refused': 'Tinanggihan ng Slack ang isang mensahe. Makikita ng customer service kung bakit.',
  'status.other': 'Hindi nakararating sa Slack ang mga abiso sa ngayon. Patuloy naming sinusubukan.',

  'escalation.decide':
    'Wala pang nagpapasya. {acts, select, yes {Kung mananatiling ganito:} other {Kung walang pasya bago ang {time}, aaprubahan ng platform ang kahilingan, at ipapadala ng tindahan mo ang {count, plural, other {# item}} na nagkakahalaga ng {money} sa sarili nitong gastos.}}',
  'escalation.ship':
    'Wala pang nagpapadala. Kung walang padala bago ang {time}, lampas na sa takda: patuloy na maghihintay ang mamimili sa {count, plural, other {# item}} na nagkakahalaga ng {money} na dapat ipadala ng tindahan mo, at sasabihan ang customer service.',
  'escalation.over': 'Tapos na ang abisong ito. {text}',
  'moved.text': 'Sa ibang channel na napupunta ang mga abiso ng tindahang ito. Doon ipinapakita ang kahilingang ito.',
};
