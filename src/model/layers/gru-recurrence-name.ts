/** The kernel that computes the recurrent part of a GRU over all frames of a step, where a backend has one. */
export const GRU_RECURRENCE = 'GruRecurrence';
