import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { drawFrames, type DrawnFrames } from './frame-picture.js';

class DrawnPicture extends Directive {
  #drawn: DrawnFrames | undefined;

  override update({ element }: ElementPart, [picture]: [DrawnFrames]): typeof noChange {
    if (picture !== this.#drawn) drawFrames(element as HTMLCanvasElement, picture);
    this.#drawn = picture;
    return noChange;
  }

  override render(picture: DrawnFrames): typeof noChange {
    void picture;
    return noChange;
  }
}

/** Draws frames into the canvas it is placed in, again only if they change. */
export const drawn = directive(DrawnPicture);
