/** Pictures by the digest of what they show; the ones least lately used go when their bytes together pass a bound. */
export type PictureCache = {
  get(digest: string): Uint8Array | null;
  set(digest: string, png: Uint8Array): void;
  /** Bytes of all pictures together. */
  readonly bytes: number;
};

/** A picture is about 80 KB: this holds some 400, all dialogs in both languages for twenty servers. */
export const MOST_CACHED_BYTES = 32_000_000;

export function createPictureCache(mostBytes: number = MOST_CACHED_BYTES): PictureCache {
  const pictures = new Map<string, Uint8Array>();
  let bytes = 0;
  const forget = (digest: string) => {
    bytes -= pictures.get(digest)?.length ?? 0;
    pictures.delete(digest);
  };
  return {
    get bytes() {
      return bytes;
    },
    get(digest) {
      const png = pictures.get(digest);
      if (!png) return null;
      // A map keeps the order of insertion: what was used goes to its end.
      pictures.delete(digest);
      pictures.set(digest, png);
      return png;
    },
    set(digest, png) {
      forget(digest);
      pictures.set(digest, png);
      bytes += png.length;
      for (const oldest of pictures.keys()) {
        if (bytes <= mostBytes) break;
        forget(oldest);
      }
    },
  };
}
