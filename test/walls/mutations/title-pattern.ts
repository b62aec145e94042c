/** The titles that a title may become: `refuses %s` and `refuses $ip` stand for one of each row of their tables. */
export function titlePattern(title: string): string {
  const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return title
    .split(/%[sdij]|\$[a-z]\w*/)
    .map(escaped)
    .join('[^]+');
}
