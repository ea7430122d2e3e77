import { describeListening } from './listening-scenario';

describeListening('ring');
