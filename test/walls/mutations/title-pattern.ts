/** The titles that a title may become: `refuses %s` stands for one of each value of its table. */
export function titlePattern(title: string): string {
  return title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/%[sdj]/g, '.+');
}
