/**
 * What a shop's page loads: `<parley-chat>` and `<parley-offer-card>`, talking to the server that this script came from.
 *
 *     <script src="https://parley.example/embed/parley-chat.js" async></script>
 *     <parley-chat conversation="…" token="…" locale="th"></parley-chat>
 *     <script>document.querySelector('parley-chat').renewToken = async () => …</script>
 */
import '../chat/define.ts';
import { ParleyChat } from '../chat/parley-chat.ts';
import { homeOf } from './home.ts';

ParleyChat.home = homeOf(document);
