/** A parcel that is on its way and does not arrive by itself. */
import type { LogisticsEvent, RequestView } from '../../contract/request.ts';

/** The carrier's last scan, if it is of a problem that nothing has followed yet. */
export const parcelProblem = ({ status, shipment }: RequestView): LogisticsEvent | undefined =>
  status === 'shipped' && shipment?.latest?.kind === 'exception' ? shipment.latest : undefined;
