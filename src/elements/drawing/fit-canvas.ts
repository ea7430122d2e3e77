/** Gives a canvas one pixel for each of the screen's. Returns whether that changed it, and so emptied it. */
export function fitCanvas(canvas: HTMLCanvasElement): boolean {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((each) => Math.round(each * devicePixelRatio));
  if (width === canvas.width && height === canvas.height) return false;
  canvas.width = width!;
  canvas.height = height!;
  return true;
}
