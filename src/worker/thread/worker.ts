/** Entry of the inference worker. Opens a channel for every port that a page sends. */
import { openChannels } from './open-channels.js';
import { WorkerUser } from './worker-user.js';

openChannels((port) => new WorkerUser(port));
