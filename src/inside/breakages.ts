/**
 * Faults that a shown network can have on purpose:
 *
 * - `relu`: a ReLU before the sigmoid of the head of birds. The score is never below 0.5.
 * - `no-normalisation`: the frames reach the first layer as levels in dB.
 * - `future`: the first layer reads frames that have not come yet. At the end of a step it finds zeros instead.
 * - `forget`: every step begins with the state before the first sound.
 */
export type Breakage = 'relu' | 'no-normalisation' | 'future' | 'forget';

/** All faults, in the order of views. */
export const BREAKAGES: readonly Breakage[] = ['relu', 'no-normalisation', 'future', 'forget'];
