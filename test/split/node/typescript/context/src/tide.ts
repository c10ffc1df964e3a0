declare function require(name: string): any;
const phase: (day: number) => string = require("moon");

export function tide(day: number): string {
  return `${phase(day)} water`;
}
