/** Without the marks of Markdown. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** The beginning of a description, which says what a thing is; what follows says how it is used. */
export function brief(description: string): string {
  return plain(description)
    .split(/[;:] |\. (?=[A-Z])|, (?:which|such as) /, 1)
    .join('')
    .replace(/\.$/, '');
}
