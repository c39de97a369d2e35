/** Whether the server answers. When it stopped, this asks every few seconds, and tells everybody when it is back. */
import { api, CallFailed } from "@/api";

const PAUSE_MS = 3000;

class Connection {
  isDown = $state(false);
  /** Counts how often the server came back; what failed asks again then. */
  recovered = $state(0);
  private timer: number | undefined;

  down(): void {
    this.isDown = true;
    this.timer ??= window.setInterval(() => void this.knock(), PAUSE_MS);
  }

  up(): void {
    if (!this.isDown) return;
    this.isDown = false;
    window.clearInterval(this.timer);
    this.timer = undefined;
  }

  async knock(): Promise<void> {
    try {
      await api.state();
    } catch (error) {
      if (error instanceof CallFailed && error.serverDown) return;
    }
    this.up();
    this.recovered += 1;
  }
}

export const connection = new Connection();
