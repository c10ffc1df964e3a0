// Exit codes of the command line, and the errors that lead to them.

export const exitCodes = {
  clean: 0,
  /** Findings at or above `--fail-on`, or a budget exceeded. */
  findings: 1,
  /** Wrong usage, unreadable input or an engine that can't be reached. */
  trouble: 2,
  declined: 3,
  buildFailed: 4,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with exit code 2. The message is one sentence; `next` says what to do. */
export class TroubleError extends Error {
  override readonly name = "TroubleError";
  readonly next: string | undefined;

  constructor(message: string, next?: string) {
    super(message);
    this.next = next;
  }
}
