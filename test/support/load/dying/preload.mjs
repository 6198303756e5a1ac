/**
 * Loaded before the service by `node --import`, in lives that are to end at a certain point: the storage it opens is
 * then one at whose calls the process can die (store.mjs). The service itself knows nothing of it.
 */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
