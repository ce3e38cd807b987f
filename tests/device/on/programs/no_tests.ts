export function tests_are_called_otherwise(): void {
  // nothing
}
