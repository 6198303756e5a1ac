/** The domain's translation between instants and wall clocks, for whoever keeps appointments with sellers. */
export { firstInstantAt, wallTimeOf } from '../../domain/wallclock.ts';
