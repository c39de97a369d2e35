/** Why a call gave nothing: the server is not there, or it refused and said why. `message` is a sentence for readers. */
export class CallFailed extends Error {
  readonly status: number;
  /** The server's word for the reason ("not_there"), for programs. */
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null = null) {
    super(message);
    this.name = "CallFailed";
    this.status = status;
    this.code = code;
  }

  /** Nothing answered at all: `standoff serve` has stopped. */
  get serverDown(): boolean {
    return this.status === 0;
  }

  /** The ledger is being merged anew: nothing of it can be shown yet. */
  get merging(): boolean {
    return this.code === "merging";
  }

  get notFound(): boolean {
    return this.status === 404;
  }
}
