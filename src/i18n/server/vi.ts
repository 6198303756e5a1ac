/** What the server says in chats, in Vietnamese. */
import * as shared from '../shared/vi.ts';
import type { Messages } from './en.ts';

export const vi: Messages = {
  'card.title':
    '{who, select, shop {Cửa hàng đề nghị hoàn {amount}} yourShop {Cửa hàng của bạn đề nghị hoàn {amount}} you {Bạn đề nghị được hoàn {amount}} other {Người mua đề nghị được hoàn {amount}}}',
  'title.accepted':
    '{who, select, shop {Cửa hàng đã chấp nhận {amount}} yourShop {Cửa hàng của bạn đã chấp nhận {amount}} you {Bạn đã chấp nhận {amount}} other {Người mua đã chấp nhận {amount}}}',
  'title.rejected':
    '{who, select, shop {Cửa hàng đã từ chối {amount}} yourShop {Cửa hàng của bạn đã từ chối {amount}} you {Bạn đã từ chối {amount}} other {Người mua đã từ chối {amount}}}',
  'title.countered':
    '{who, select, shop {Cửa hàng đã đưa ra số tiền khác} yourShop {Cửa hàng của bạn đã đưa ra số tiền khác} you {Bạn đã đưa ra số tiền khác} other {Người mua đã đưa ra số tiền khác}}',
  'title.expired':
    '{who, select, shop {Cửa hàng không trả lời đúng hạn} yourShop {Cửa hàng của bạn không trả lời đúng hạn} you {Bạn không trả lời đúng hạn} other {Người mua không trả lời đúng hạn}}',
  'title.withdrawn':
    '{reader, select, seller {Cửa hàng của bạn đã rút lại đề nghị này} other {Cửa hàng đã rút lại đề nghị này}}',
  'title.taken_back':
    '{reader, select, buyer {Đề nghị này không còn hiệu lực} other {Nền tảng đã rút lại đề nghị này}}',
  'title.auto_approved': '{amount} được duyệt ngay',
  'title.superseded': 'Đề nghị này đã đóng',
  'title.cancelled': '{reader, select, buyer {Yêu cầu của bạn đã bị hủy} other {Yêu cầu đã bị hủy}}',
  'card.text':
    '{who, select, shop {Cửa hàng đề nghị hoàn {amount}, bằng {percent}% của {claim} {reader, select, buyer {bạn đã yêu cầu} other {đã yêu cầu}}, thay vì gửi hàng.} yourShop {Cửa hàng của bạn đề nghị hoàn {amount}, bằng {percent}% của {claim} đã yêu cầu, thay vì gửi hàng.} you {Bạn đề nghị được hoàn {amount}, bằng {percent}% của {claim} yêu cầu ban đầu, thay vì nhận hàng.} other {Người mua đề nghị được hoàn {amount}, bằng {percent}% của {claim} yêu cầu ban đầu, thay vì nhận hàng.}}',
  'card.do.answer': 'Hãy chấp nhận hoặc từ chối trước {time}.',
  'card.do.answerOrCounter': 'Hãy chấp nhận, từ chối hoặc đề nghị số tiền khác trước {time}.',
  'card.wait':
    '{who, select, shop {Cửa hàng có thời gian đến {time} để trả lời.} yourShop {Cửa hàng của bạn có thời gian đến {time} để trả lời.} you {Bạn có thời gian đến {time} để trả lời.} other {Người mua có thời gian đến {time} để trả lời.}}',
  'card.timeUp': 'Thời gian trả lời đã hết lúc {time}.',
  'card.closed': '{title}. {outcome}',
  'card.note': 'Ghi chú: “{text}”',
  'card.stillYours': 'Bạn vẫn có thể chấp nhận đến {time}.',
  erased: shared.erased,
  because:
    '{who, select, you {Lý do của bạn} yourShop {Lý do của cửa hàng của bạn} shop {Lý do của cửa hàng} buyer {Lý do của người mua} other {Lý do}}: “{text}”.',
  'action.accept': shared.accept,
  'action.reject': shared.reject,
  'action.counter': shared.otherAmount,
  'consequence.accept':
    '{reader, select, buyer {Bạn được hoàn {amount} và hàng sẽ không được gửi.} other {Người mua được hoàn {amount} và hàng sẽ không được gửi.}}',
  'consequence.reject':
    '{reader, select, buyer {Chưa hoàn tiền: cửa hàng sẽ quyết định lại về việc gửi hàng.} seller {Chưa hoàn tiền: yêu cầu được chuyển lại cho cửa hàng của bạn quyết định.} other {Chưa hoàn tiền: yêu cầu được chuyển lại cho cửa hàng quyết định.}}',
  'consequence.counter':
    '{reader, select, buyer {Bạn đề nghị số tiền từ {min} đến {max}; cửa hàng sẽ trả lời.} other {Bạn đề nghị số tiền từ {min} đến {max}; người mua sẽ trả lời.}}',
  'outcome.accepted': 'Hàng sẽ không được gửi.',
  'outcome.auto_approved':
    '{reader, select, buyer {Không thấp hơn mức bạn yêu cầu, và hàng sẽ không được gửi.} other {Không thấp hơn mức người mua yêu cầu, và hàng sẽ không được gửi.}}',
  'outcome.countered': 'Số tiền mới nằm ở thẻ tiếp theo.',
  'outcome.closed': 'Đề nghị đã đóng.',
  'next.awaiting_seller':
    '{reader, select, seller {Cửa hàng của bạn sẽ quyết định trước {time}.} other {Cửa hàng sẽ quyết định trước {time}.}}',
  'next.awaiting_shipment':
    '{reader, select, seller {Cửa hàng của bạn sẽ gửi hàng trước {time}.} other {Cửa hàng sẽ gửi hàng trước {time}.}}',
  'next.settling': 'Khoản hoàn tiền đang được thanh toán.',
  'next.settled': 'Khoản hoàn tiền đã được thanh toán.',
  'next.shipped': shared.itemsOnTheirWay,
  'next.delivered': shared.itemsWereDelivered,
  'next.rejected':
    '{reader, select, buyer {Cửa hàng đã từ chối yêu cầu của bạn.} seller {Cửa hàng của bạn đã từ chối yêu cầu.} other {Cửa hàng đã từ chối yêu cầu.}}',
  'next.cancelled': shared.requestWasCancelled,
  'reason.missing_items': shared.missingItems,
  'reason.damaged': shared.damagedItems,
  'reason.defective': shared.defectiveItems,
  'reason.wrong_item': 'sai hàng',
  'reason.not_received': 'chưa nhận được hàng',
  'rejectReason.items_were_sent': 'hàng đã được gửi',
  'rejectReason.evidence_insufficient': 'bằng chứng chưa đủ',
  'rejectReason.agreed_with_buyer': 'đã thỏa thuận với người mua',
  'rejectReason.outside_window': 'yêu cầu gửi quá hạn',
  'rejectReason.other': 'lý do khác',
  'notice.request.opened':
    '{reader, select, buyer {Bạn đã yêu cầu cửa hàng gửi hàng của đơn {order} ({reason}), trị giá {claim}. Cửa hàng có thời gian đến {time} để trả lời.} seller {Người mua yêu cầu cửa hàng của bạn gửi hàng của đơn {order} ({reason}), trị giá {claim}. Cửa hàng của bạn có thời gian đến {time} để trả lời.} other {Người mua yêu cầu cửa hàng gửi hàng của đơn {order} ({reason}), trị giá {claim}. Cửa hàng có thời gian đến {time} để trả lời.}}',
  'notice.request.handed_back':
    '{cause, select, rejected {{who, select, you {Bạn đã từ chối đề nghị.} buyer {Người mua đã từ chối đề nghị.} yourShop {Cửa hàng của bạn đã từ chối số tiền người mua yêu cầu.} shop {{reader, select, buyer {Cửa hàng đã từ chối số tiền bạn yêu cầu.} other {Cửa hàng đã từ chối số tiền người mua yêu cầu.}}} other {Đề nghị đã bị từ chối.}}} expired {} taken_back {{reader, select, buyer {Đề nghị không còn hiệu lực.} other {Nền tảng đã rút lại đề nghị.}}} other {{reader, select, seller {Cửa hàng của bạn đã rút lại đề nghị.} other {Cửa hàng đã rút lại đề nghị.}}}}',
  'notice.request.approved':
    '{cause, select, timeout {{reader, select, buyer {Cửa hàng không trả lời đúng hạn nên nền tảng đã duyệt yêu cầu của bạn.} seller {Cửa hàng của bạn không trả lời đúng hạn nên nền tảng đã duyệt yêu cầu.} other {Cửa hàng không trả lời đúng hạn nên nền tảng đã duyệt yêu cầu.}}} other {{reader, select, buyer {Yêu cầu của bạn đã được duyệt.} other {Yêu cầu đã được duyệt.}}}} {reader, select, seller {Cửa hàng của bạn sẽ gửi hàng trước {time}.} other {Cửa hàng sẽ gửi hàng trước {time}.}}',
  'notice.request.rejected':
    '{reader, select, buyer {Yêu cầu của bạn đã bị từ chối} other {Yêu cầu đã bị từ chối}} ({reason}): “{text}”',
  'notice.evidence': 'Bằng chứng: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {{reader, select, buyer {Bạn đã hủy yêu cầu.} other {Người mua đã hủy yêu cầu.}}} other {{reader, select, buyer {Bộ phận chăm sóc khách hàng đã hủy yêu cầu của bạn.} other {Bộ phận chăm sóc khách hàng đã hủy yêu cầu.}}}}',
  'notice.request.concluded':
    '{cause, select, refunded {Sàn đã quyết định hoàn tiền.} rejected {Sàn đã từ chối yêu cầu{reader, select, buyer { của bạn} other {}}.} cancelled {Sàn đã hủy yêu cầu{reader, select, buyer { của bạn} other {}}.} other {Sàn cho biết hàng đã được giao.}}',
  'notice.deadline.extended':
    'Bộ phận chăm sóc khách hàng đã gia hạn: {kind, select, respond_by {{reader, select, seller {cửa hàng của bạn có thời gian đến {time} để trả lời.} other {cửa hàng có thời gian đến {time} để trả lời.}}} offer_expires {có thể trả lời đề nghị đến {time}.} ship_by {{reader, select, seller {cửa hàng của bạn có thời gian đến {time} để gửi hàng.} other {cửa hàng có thời gian đến {time} để gửi hàng.}}} other {khoản hoàn tiền phải trả trước {time}.}}',
  'notice.refund.requested':
    '{reader, select, buyer {Đã yêu cầu hoàn {amount} cho bạn.} other {Đã yêu cầu hoàn {amount}.}}',
  'notice.refund.confirmed':
    '{reader, select, buyer {Đã hoàn {amount} cho bạn.} other {Khoản hoàn {amount} đã được thanh toán.}}',
  'notice.reference': 'Mã tham chiếu: {reference}',
  'notice.shipment.shipped': 'Hàng đã được gửi qua {carrier}. Mã vận đơn: {tracking}',
  'notice.logistics.updated':
    '{scan, select, exception {Đơn vị vận chuyển báo có vấn đề khi giao hàng.} out_for_delivery {Hàng đang được giao.} other {Hàng đang trên đường.}}',
  'notice.shipment.delivered': shared.itemsWereDelivered,
  'notice.reminder.due':
    '{reader, select, buyer {Nhắc nhở: đề nghị {amount} đang chờ bạn trả lời đến {time}.} other {Nhắc nhở: đề nghị {amount} đang chờ người mua trả lời đến {time}.}}',
  'export.photos': 'Đã gửi {count} ảnh.',
  'export.amount': shared.refund,
  'export.share': 'Tỷ lệ',
  'export.shareOf': shared.percentOfClaim,
  'export.shareOfYours': shared.percentOfYourClaim,
  'export.deadline': 'Trả lời trước',
  'export.more': 'và {count} mặt hàng khác',
  'export.link': 'Trả lời tại đây: {url}',
  'export.open': 'Mở đề nghị',
  'link.accept': 'Chấp nhận đề nghị này?',
  'link.reject': 'Từ chối đề nghị này?',
  'link.yes.accept': 'Có, chấp nhận {amount}',
  'link.yes.reject': 'Có, từ chối đề nghị',
  'link.final': 'Bạn không thể rút lại câu trả lời này.',
  'link.back': shared.back,
  'link.reason': 'Lý do gửi cửa hàng (không bắt buộc)',
  'link.moneyBy': 'Tiền được hoàn trước {time}.',
  'link.offer': 'Đề nghị',
  'link.cancel': shared.noLongerNeeded,
  'link.cancel.means': shared.noLongerMeans,
  'link.cancel.question': shared.closeYourRequest,
  'link.yes.cancel': 'Có, đóng yêu cầu',
  'link.refused.cancel': 'Yêu cầu chưa được đóng: nó đã chuyển sang bước khác trước khi câu trả lời của bạn đến.',
  'link.items': shared.items,
  'link.refused.closed': 'Câu trả lời của bạn không được tính: đề nghị đã đóng trước khi câu trả lời đến.',
  'link.refused.late': 'Câu trả lời của bạn không được tính: đã hết thời gian trả lời.',
  'link.refused.tooLong': 'Lý do quá dài. Hãy viết tối đa {max} ký tự.',
  'link.refused.sorry': 'Hiện chưa thể nhận câu trả lời của bạn. Vui lòng thử lại sau giây lát.',
  'documentsLink.title': 'Không còn chứng từ này',
  'documentsLink.text':
    'Liên kết đã hết hạn, hoặc không có gì phải gửi. Nếu có liên kết mới, bạn sẽ thấy trong tin nhắn về yêu cầu.',
  'link.unknown.title': 'Liên kết này không hoạt động',
  'link.unknown.text':
    'Liên kết có thể không đầy đủ hoặc đã quá cũ. Hãy mở lại từ tin nhắn bạn nhận được, hoặc hỏi cửa hàng.',
  'nowhere.title': 'Không có gì ở đây',
  'nowhere.text': 'Địa chỉ có thể không đầy đủ hoặc đã cũ. Hãy mở lại liên kết từ nơi bạn nhận được.',
  'label.document': 'Chứng từ giao hàng của đơn {order}',
  'label.badge': 'Gửi bổ sung',
  'label.from': 'Người gửi',
  'label.to': 'Người nhận',
  'label.noAddress': 'Chưa có địa chỉ giao hàng ở đây. Hãy xem trong đơn hàng rồi ghi vào.',
  'label.order': 'Đơn hàng',
  'label.tracking': shared.trackingNumber,
  'label.noTracking': 'Chưa gửi nên chưa có mã vận đơn. Dán nhãn của đơn vị vận chuyển vào đây.',
  'label.shipping': shared.shipping,
  'label.option': '{option, select, platform {Sàn sắp xếp} other {Cửa hàng sắp xếp}}',
  'label.cost': 'Phí vận chuyển',
  'label.payer': 'Cửa hàng trả',
  'label.carrier': shared.carrier,
  'label.shipBy': 'Gửi trước',
  'label.request': 'Yêu cầu',
  'label.unscannable': 'Quá dài hoặc có ký tự không tạo được mã vạch: vui lòng nhập tay.',
  'label.page': 'Trang {page}/{pages}',
  'slip.title': 'Phiếu đóng gói',
  'slip.about': 'Chỉ đóng gói những món dưới đây: các món còn thiếu của đơn hàng.',
  'slip.total': 'Tổng số món',
};
