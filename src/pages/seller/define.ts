/** Makes the elements of the page known, the chat's among them. */
import '../answers/download-sheet.ts';
import '../answers/request-answers.ts';
import '../answers/request-holder.ts';
import '../answers/saved-replies.ts';
import '../answers/team-notes.ts';
import '../chat/define.ts';
import '../rules/rule-standing.ts';
import '../rules/shop-rules.ts';
import '../session/saved-views.ts';
import { ParleySeller } from './parley-seller.ts';
import { SellerBulk } from './seller-bulk.ts';
import { SellerDocuments } from './seller-documents.ts';
import { SellerDue } from './seller-due.ts';
import { SellerRequest } from './seller-request.ts';
import { SellerSettings } from './seller-settings.ts';

customElements.define('seller-due', SellerDue);
customElements.define('seller-documents', SellerDocuments);
customElements.define('seller-request', SellerRequest);
customElements.define('seller-bulk', SellerBulk);
customElements.define('seller-settings', SellerSettings);
customElements.define('parley-seller', ParleySeller);

declare global {
  interface HTMLElementTagNameMap {
    'parley-seller': ParleySeller;
    'seller-request': SellerRequest;
  }
}
