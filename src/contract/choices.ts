/** What a request can be and why it was made, in the order in which that is offered to choose from: plain lists, which pages take without schemas. */
export const STATUSES = [
  'awaiting_seller',
  'negotiating',
  'awaiting_shipment',
  'settling',
  'shipped',
  'delivered',
  'settled',
  'rejected',
  'cancelled',
] as const;
export const REASONS = ['missing_items', 'damaged', 'defective', 'wrong_item', 'not_received'] as const;
