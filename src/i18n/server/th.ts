/** What the server says in chats, in Thai. */
import type { Messages } from './en.ts';

export const th: Messages = {
  'card.title':
    '{voice, select, seller {ร้านค้าเสนอคืนเงิน {amount}} you {คุณขอเงินคืน {amount}} other {ผู้ซื้อขอเงินคืน {amount}}}',
  'card.text':
    '{voice, select, seller {ร้านค้าเสนอคืนเงิน {amount} ({percent}% ของ {claim} ที่ขอ) แทนการส่งสินค้า} you {คุณขอเงินคืน {amount} ({percent}% ของ {claim} ที่ขอในตอนแรก) แทนสินค้า} other {ผู้ซื้อขอเงินคืน {amount} ({percent}% ของ {claim} ที่ขอในตอนแรก) แทนสินค้า}}',
  'card.do.answer': 'โปรดยอมรับหรือปฏิเสธภายใน {time}',
  'card.do.answerOrCounter': 'โปรดยอมรับ ปฏิเสธ หรือเสนอจำนวนเงินอื่นภายใน {time}',
  'card.wait': '{who, select, buyer {ผู้ซื้อมีเวลาตอบถึง {time}} other {ร้านค้ามีเวลาตอบถึง {time}}}',
  'card.timeUp': 'หมดเวลาตอบเมื่อ {time}',
  'card.note': 'หมายเหตุ: “{text}”',
  because: 'เหตุผลที่ระบุ: “{text}”',
  'action.accept': 'ยอมรับ',
  'action.reject': 'ปฏิเสธ',
  'action.counter': 'จำนวนเงินอื่น',
  'consequence.accept':
    '{reader, select, buyer {คุณจะได้รับเงินคืน {amount} และจะไม่มีการส่งสินค้า} other {ผู้ซื้อจะได้รับเงินคืน {amount} และจะไม่มีการส่งสินค้า}}',
  'consequence.reject':
    '{reader, select, buyer {ยังไม่มีการคืนเงิน ร้านค้าจะตัดสินใจเรื่องการส่งสินค้าอีกครั้ง} other {ยังไม่มีการคืนเงิน คำขอจะกลับไปให้ร้านค้าตัดสินใจ}}',
  'consequence.counter':
    '{reader, select, buyer {คุณเสนอจำนวนเงินตั้งแต่ {min} ถึง {max} แล้วร้านค้าจะตอบ} other {คุณเสนอจำนวนเงินตั้งแต่ {min} ถึง {max} แล้วผู้ซื้อจะตอบ}}',
  'outcome.accepted': 'ยอมรับแล้ว: คืนเงิน {amount} และไม่มีการส่งสินค้า',
  'outcome.auto_approved': 'ข้อเสนอนี้ให้ผู้ซื้อไม่น้อยกว่าที่ขอ จึงได้รับอนุมัติทันที: คืนเงิน {amount}',
  'outcome.rejected': '{who, select, buyer {ผู้ซื้อปฏิเสธข้อเสนอนี้} other {ร้านค้าปฏิเสธจำนวนเงินนี้}}',
  'outcome.countered': '{who, select, buyer {ผู้ซื้อตอบด้วยจำนวนเงินอื่น} other {ร้านค้าตอบด้วยจำนวนเงินอื่น}}',
  'outcome.expired': 'ไม่มีการตอบภายในเวลา',
  'outcome.withdrawn': 'ร้านค้าถอนข้อเสนอนี้แล้ว',
  'outcome.superseded': 'ปิดเนื่องจากคำขอถูกยกเลิก',
  'next.awaiting_seller': 'ร้านค้าจะตัดสินใจภายใน {time}',
  'next.awaiting_shipment': 'ร้านค้าจะส่งสินค้าภายใน {time}',
  'next.settling': 'กำลังดำเนินการคืนเงิน',
  'next.settled': 'คืนเงินเรียบร้อยแล้ว',
  'next.shipped': 'สินค้ากำลังจัดส่ง',
  'next.delivered': 'จัดส่งสินค้าถึงแล้ว',
  'next.rejected': 'ร้านค้าปฏิเสธคำขอ',
  'next.cancelled': 'คำขอถูกยกเลิก',
  'reason.missing_items': 'สินค้าไม่ครบ',
  'reason.damaged': 'สินค้าเสียหาย',
  'reason.defective': 'สินค้ามีตำหนิ',
  'reason.wrong_item': 'สินค้าผิด',
  'reason.not_received': 'ไม่ได้รับสินค้า',
  'rejectReason.items_were_sent': 'ส่งสินค้าครบแล้ว',
  'rejectReason.evidence_insufficient': 'หลักฐานไม่เพียงพอ',
  'rejectReason.agreed_with_buyer': 'ตกลงกับผู้ซื้อแล้ว',
  'rejectReason.outside_window': 'ยื่นคำขอเกินกำหนด',
  'rejectReason.other': 'เหตุผลอื่น',
  'notice.request.opened': 'ผู้ซื้อขอให้ร้านค้าส่งสินค้าของคำสั่งซื้อ {order} ({reason}) มูลค่า {claim} ร้านค้ามีเวลาตอบถึง {time}',
  'notice.request.handed_back':
    '{cause, select, rejected {ข้อเสนอถูกปฏิเสธ} expired {ข้อเสนอหมดอายุโดยไม่มีการตอบ} other {ร้านค้าถอนข้อเสนอแล้ว}} ร้านค้ามีเวลาตัดสินใจถึง {time}',
  'notice.request.approved':
    '{cause, select, timeout {ร้านค้าไม่ตอบภายในเวลา แพลตฟอร์มจึงอนุมัติคำขอ} other {คำขอได้รับอนุมัติแล้ว}} ร้านค้าจะส่งสินค้าภายใน {time}',
  'notice.request.rejected': 'คำขอถูกปฏิเสธ ({reason}): “{text}”',
  'notice.evidence': 'หลักฐาน: {links}',
  'notice.request.cancelled': '{by, select, buyer {ผู้ซื้อยกเลิกคำขอ} other {ฝ่ายบริการลูกค้ายกเลิกคำขอ}}',
  'notice.deadline.extended':
    'ฝ่ายบริการลูกค้าขยายเวลา: {kind, select, respond_by {ร้านค้ามีเวลาตอบถึง {time}} offer_expires {ตอบข้อเสนอได้ถึง {time}} ship_by {ร้านค้ามีเวลาส่งสินค้าถึง {time}} other {ต้องคืนเงินภายใน {time}}}',
  'notice.refund.requested': 'ส่งคำขอคืนเงิน {amount} แล้ว',
  'notice.refund.confirmed': 'คืนเงิน {amount} เรียบร้อยแล้ว',
  'notice.reference': 'เลขอ้างอิง: {reference}',
  'notice.shipment.shipped': 'ส่งสินค้าแล้วผ่าน {carrier} หมายเลขพัสดุ: {tracking}',
  'notice.shipment.delivered': 'จัดส่งสินค้าถึงแล้ว',
  'notice.reminder.due': 'แจ้งเตือน: ข้อเสนอ {amount} รอคำตอบจากผู้ซื้อถึง {time}',
};
