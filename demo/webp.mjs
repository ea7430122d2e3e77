/* global createImageBitmap, OffscreenCanvas, btoa -- inside page.evaluate */
/**
 * Converts a PNG to WebP in the page: Chromium's screenshots are PNG, but its canvas encodes WebP.
 *
 * @param width of the result, pixels; default: that of the PNG
 */
export async function webp(page, png, width) {
  const data = await page.evaluate(
    async ({ base64, wanted }) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const scale = (wanted ?? image.width) / image.width;
      const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    },
    { base64: png.toString('base64'), wanted: width },
  );
  return Buffer.from(data, 'base64');
}
