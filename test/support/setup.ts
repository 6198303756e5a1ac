/** Before every test file: properties draw from the run's seed, so that a failure can be had again. */
import fc from 'fast-check';
import { seed } from './random.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
