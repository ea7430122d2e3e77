import { describeListening } from './listening-scenario';

describeListening('port');
