/** Why a call gave nothing: the server is not there, or it refused and said why. */
export class CallFailed extends Error {
  readonly status: number;
  readonly detail: string | null;

  constructor(status: number, message: string, detail: string | null = null) {
    super(message);
    this.name = "CallFailed";
    this.status = status;
    this.detail = detail;
  }

  /** Nothing answered at all: `standoff serve` has stopped. */
  get serverDown(): boolean {
    return this.status === 0;
  }

  get notFound(): boolean {
    return this.status === 404;
  }
}
