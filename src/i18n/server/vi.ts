/** What the server says in chats, in Vietnamese. */
import type { Messages } from './en.ts';

export const vi: Messages = {
  'card.title':
    '{voice, select, seller {Cửa hàng đề nghị hoàn {amount}} you {Bạn đề nghị được hoàn {amount}} other {Người mua đề nghị được hoàn {amount}}}',
  'card.text':
    '{voice, select, seller {Cửa hàng đề nghị hoàn {amount}, bằng {percent}% của {claim} đã yêu cầu, thay vì gửi hàng.} you {Bạn đề nghị được hoàn {amount}, bằng {percent}% của {claim} yêu cầu ban đầu, thay vì nhận hàng.} other {Người mua đề nghị được hoàn {amount}, bằng {percent}% của {claim} yêu cầu ban đầu, thay vì nhận hàng.}}',
  'card.do.answer': 'Hãy chấp nhận hoặc từ chối trước {time}.',
  'card.do.answerOrCounter': 'Hãy chấp nhận, từ chối hoặc đề nghị số tiền khác trước {time}.',
  'card.wait':
    '{who, select, buyer {Người mua có thời gian đến {time} để trả lời.} other {Cửa hàng có thời gian đến {time} để trả lời.}}',
  'card.timeUp': 'Thời gian trả lời đã hết lúc {time}.',
  'card.note': 'Ghi chú: “{text}”',
  because: 'Lý do đưa ra: “{text}”',
  'action.accept': 'Chấp nhận',
  'action.reject': 'Từ chối',
  'action.counter': 'Số tiền khác',
  'consequence.accept':
    '{reader, select, buyer {Bạn được hoàn {amount} và hàng sẽ không được gửi.} other {Người mua được hoàn {amount} và hàng sẽ không được gửi.}}',
  'consequence.reject':
    '{reader, select, buyer {Chưa hoàn tiền: cửa hàng sẽ quyết định lại về việc gửi hàng.} other {Chưa hoàn tiền: yêu cầu được chuyển lại cho cửa hàng quyết định.}}',
  'consequence.counter':
    '{reader, select, buyer {Bạn đề nghị số tiền từ {min} đến {max}; cửa hàng sẽ trả lời.} other {Bạn đề nghị số tiền từ {min} đến {max}; người mua sẽ trả lời.}}',
  'outcome.accepted': 'Đã chấp nhận: hoàn {amount} và hàng không được gửi.',
  'outcome.auto_approved': 'Đề nghị này không thấp hơn mức đã yêu cầu nên được duyệt ngay: hoàn {amount}.',
  'outcome.rejected':
    '{who, select, buyer {Người mua đã từ chối đề nghị này.} other {Cửa hàng đã từ chối số tiền này.}}',
  'outcome.countered':
    '{who, select, buyer {Người mua đã trả lời bằng số tiền khác.} other {Cửa hàng đã trả lời bằng số tiền khác.}}',
  'outcome.expired': 'Không có câu trả lời đúng hạn.',
  'outcome.withdrawn': 'Cửa hàng đã rút lại đề nghị này.',
  'outcome.superseded': 'Đã đóng vì yêu cầu bị hủy.',
  'next.awaiting_seller': 'Cửa hàng sẽ quyết định trước {time}.',
  'next.awaiting_shipment': 'Cửa hàng sẽ gửi hàng trước {time}.',
  'next.settling': 'Khoản hoàn tiền đang được thanh toán.',
  'next.settled': 'Khoản hoàn tiền đã được thanh toán.',
  'next.shipped': 'Hàng đang trên đường giao.',
  'next.delivered': 'Hàng đã được giao.',
  'next.rejected': 'Cửa hàng đã từ chối yêu cầu.',
  'next.cancelled': 'Yêu cầu đã bị hủy.',
  'reason.missing_items': 'thiếu hàng',
  'reason.damaged': 'hàng bị hư hỏng',
  'reason.defective': 'hàng bị lỗi',
  'reason.wrong_item': 'sai hàng',
  'reason.not_received': 'chưa nhận được hàng',
  'rejectReason.items_were_sent': 'hàng đã được gửi',
  'rejectReason.evidence_insufficient': 'bằng chứng chưa đủ',
  'rejectReason.agreed_with_buyer': 'đã thỏa thuận với người mua',
  'rejectReason.outside_window': 'yêu cầu gửi quá hạn',
  'rejectReason.other': 'lý do khác',
  'notice.request.opened':
    'Người mua yêu cầu cửa hàng gửi hàng của đơn {order} ({reason}), trị giá {claim}. Cửa hàng có thời gian đến {time} để trả lời.',
  'notice.request.handed_back':
    '{cause, select, rejected {Đề nghị đã bị từ chối.} expired {Đề nghị đã hết hạn mà không có câu trả lời.} other {Cửa hàng đã rút lại đề nghị.}} Cửa hàng có thời gian đến {time} để quyết định.',
  'notice.request.approved':
    '{cause, select, timeout {Cửa hàng không trả lời đúng hạn nên nền tảng đã duyệt yêu cầu.} other {Yêu cầu đã được duyệt.}} Cửa hàng sẽ gửi hàng trước {time}.',
  'notice.request.rejected': 'Yêu cầu đã bị từ chối ({reason}): “{text}”',
  'notice.evidence': 'Bằng chứng: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {Người mua đã hủy yêu cầu.} other {Bộ phận chăm sóc khách hàng đã hủy yêu cầu.}}',
  'notice.deadline.extended':
    'Bộ phận chăm sóc khách hàng đã gia hạn: {kind, select, respond_by {cửa hàng có thời gian đến {time} để trả lời.} offer_expires {có thể trả lời đề nghị đến {time}.} ship_by {cửa hàng có thời gian đến {time} để gửi hàng.} other {khoản hoàn tiền phải trả trước {time}.}}',
  'notice.refund.requested': 'Đã yêu cầu hoàn {amount}.',
  'notice.refund.confirmed': 'Khoản hoàn {amount} đã được thanh toán.',
  'notice.reference': 'Mã tham chiếu: {reference}',
  'notice.shipment.shipped': 'Hàng đã được gửi qua {carrier}. Mã vận đơn: {tracking}',
  'notice.shipment.delivered': 'Hàng đã được giao.',
  'notice.reminder.due': 'Nhắc nhở: đề nghị {amount} đang chờ người mua trả lời đến {time}.',
  'export.amount': 'Hoàn tiền',
  'export.share': 'Tỷ lệ',
  'export.shareOf': '{percent}% của {claim} đã yêu cầu',
  'export.deadline': 'Trả lời trước',
  'export.more': 'và {count} mặt hàng khác',
  'export.link': 'Trả lời tại đây: {url}',
  'export.open': 'Mở đề nghị',
  'link.accept': 'Chấp nhận đề nghị này?',
  'link.reject': 'Từ chối đề nghị này?',
  'link.yes.accept': 'Có, chấp nhận {amount}',
  'link.yes.reject': 'Có, từ chối đề nghị',
  'link.final': 'Bạn không thể rút lại câu trả lời này.',
  'link.back': 'Quay lại',
  'link.reason': 'Lý do gửi cửa hàng (không bắt buộc)',
  'link.items': 'Mặt hàng',
  'link.refused.closed': 'Câu trả lời của bạn không được tính: đề nghị đã đóng trước khi câu trả lời đến.',
  'link.refused.late': 'Câu trả lời của bạn không được tính: đã hết thời gian trả lời.',
  'link.refused.tooLong': 'Lý do quá dài. Hãy viết tối đa {max} ký tự.',
  'link.refused.sorry': 'Hiện chưa thể nhận câu trả lời của bạn. Vui lòng thử lại sau giây lát.',
  'link.unknown.title': 'Liên kết này không hoạt động',
  'link.unknown.text':
    'Liên kết có thể không đầy đủ hoặc đã quá cũ. Hãy mở lại từ tin nhắn bạn nhận được, hoặc hỏi cửa hàng.',
};
