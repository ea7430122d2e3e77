import { bandsAxis, padded, type Axis } from './axis.js';

/** The frames between two layers. */
export interface FusedGrid {
  readonly bands: number;
  readonly channels: number;
  /** Values from one band to the next. */
  readonly pitch: number;
  /** Input frames of the network per frame here. */
  readonly stride: number;
}

/** Returns the grid of a layer's output. */
export function gridOf(bands: number, channels: number, stride: number): FusedGrid {
  return { bands, channels, pitch: padded(channels), stride };
}

/** Returns the grid of a network's input, whose frames have one channel without zeros after it. */
export function inputGrid(bands: number): FusedGrid {
  return { bands, channels: 1, pitch: 1, stride: 1 };
}

/** Returns the axis of the values of a frame. */
export function frameAxis({ bands, channels, pitch }: FusedGrid): Axis {
  return bandsAxis(bands, channels, pitch);
}
