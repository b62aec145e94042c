export type PictureErrorCode = 'dialog-unknown' | 'picture-failed' | 'picture-late' | 'pictures-crowded';

/** A picture that was not drawn. The message goes out without it: its steps say the same in words. */
export class PictureError extends Error {
  readonly code: PictureErrorCode;
  constructor(code: PictureErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'PictureError';
    this.code = code;
  }
}
