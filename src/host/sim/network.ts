/** The most that Espruino sends or receives at a time. */
const CHUNK = 536;

/** Does something in the idle loop: at once or, for `pace`, after the time that a chunk takes. */
export type Post = (fn: () => void, pace?: boolean) => void;

/** What one side of a connection is told. */
interface Listener {
  data(text: string): void;
  /** All that was written is sent. */
  drain?(): void;
  /** It is over; `error` is Espruino's number of what went wrong, below 0, or 0. */
  close(error: number): void;
}

/** One side of a TCP connection. Bytes travel as strings of characters below 256. */
export class NetworkEnd {
  peer!: NetworkEnd;
  listener: Listener = { data: () => undefined, close: () => undefined };
  /** Takes nothing: what the other side sends waits there, as when a window of TCP is full. */
  paused = false;
  private unsent = "";
  private ending = false;
  private over = false;

  constructor(private readonly post: Post) {}

  /** False once this side was closed, or told that it is over. */
  get open(): boolean {
    return !this.ending && !this.over;
  }

  send(text: string): void {
    this.unsent += text;
    this.go();
  }

  /** Closes after sending what is unsent. */
  end(): void {
    this.ending = true;
    this.go();
  }

  /** Breaks the connection; what is unsent is lost. The other side is told Espruino's number of why. */
  reset(error: number): void {
    this.finish(0, error);
  }

  /** Has the next chunk sent, if there is anything to do. */
  go(pace = false): void {
    this.post(() => {
      if (this.over) return;
      if (this.unsent !== "" && !this.peer.paused) {
        const chunk = this.unsent.slice(0, CHUNK);
        this.unsent = this.unsent.slice(CHUNK);
        if (!this.peer.over) this.peer.listener.data(chunk);
        if (this.unsent !== "") this.go(true);
        else if (!this.ending) this.listener.drain?.();
      }
      if (this.unsent === "" && this.ending) this.finish(0, 0);
    }, pace);
  }

  private finish(error: number, told: number): void {
    if (this.over) return;
    this.over = true;
    // The firmware says of bytes that nobody will get no more than this.
    this.listener.close(error === 0 && this.unsent !== "" && !this.ending ? -8 : error);
    this.post(() => this.peer.finish(told, 0));
  }
}

/** A connection that the program has with the world outside the board. */
export class SimConnection {
  /** What the program has sent so far. */
  received = Buffer.alloc(0);
  onData: ((data: Buffer) => void) | undefined;
  private closed = false;

  constructor(private readonly end_: NetworkEnd) {
    end_.listener = {
      data: (text) => {
        const data = Buffer.from(text, "latin1");
        this.received = Buffer.concat([this.received, data]);
        this.onData?.(data);
      },
      close: () => (this.closed = true),
    };
  }

  /** False once either side has closed it. */
  get open(): boolean {
    return this.end_.open && !this.closed;
  }

  /** Sends bytes, or text as UTF-8. */
  write(data: string | Uint8Array): void {
    this.end_.send(Buffer.from(data as string).toString("latin1"));
  }

  /** Closes it once all has been sent. */
  end(): void {
    this.end_.end();
  }

  /** Breaks it off. */
  reset(): void {
    this.end_.reset(-9);
  }

  /** Is not heard of any more, and the board has noticed that. */
  lose(): void {
    this.end_.reset(-3);
  }

  /** The board is off, which nobody is told. */
  drop(): void {
    this.end_.peer.listener = { data: () => undefined, close: () => undefined };
    this.closed = true;
  }

  /** Takes nothing more, so that what the program sends waits on the board. */
  pause(): void {
    this.end_.paused = true;
  }

  resume(): void {
    this.end_.paused = false;
    this.end_.peer.go();
  }
}

/** The network that a board is in. Every host name leads to it, and all its hosts share their ports. */
export class Network {
  private readonly servers = new Map<number, (end: NetworkEnd) => void>();
  private readonly program = new Set<number>();
  private readonly outside: SimConnection[] = [];

  constructor(private readonly post: Post) {}

  /** What may still happen from outside, for people to read. */
  get watched(): string[] {
    const ports = [...this.program].map((port) => `TCP port ${port}`);
    return this.outside.some(({ open }) => open) ? [...ports, "a TCP connection"] : ports;
  }

  /** Is a server outside the board, to which the program can connect. */
  listen(port: number, accept: (connection: SimConnection) => void): void {
    this.open(port, (end) => {
      accept(this.keep(end));
    });
  }

  /** Connects to a server of the program; undefined if there is none at that port. */
  connect(port: number): SimConnection | undefined {
    const end = this.join(port);
    return end && this.keep(end);
  }

  /** Opens a port; false if it is taken. */
  open(port: number, accept: (end: NetworkEnd) => void, byProgram = false): boolean {
    if (this.servers.has(port)) return false;
    this.servers.set(port, accept);
    if (byProgram) this.program.add(port);
    return true;
  }

  shut(port: number): void {
    this.servers.delete(port);
    this.program.delete(port);
  }

  /** Makes a connection to whoever listens at a port, and gives the near side of it. */
  join(port: number): NetworkEnd | undefined {
    const accept = this.servers.get(port);
    if (!accept) return undefined;
    const near = new NetworkEnd(this.post);
    const far = new NetworkEnd(this.post);
    near.peer = far;
    far.peer = near;
    this.post(() => {
      accept(far);
    });
    return near;
  }

  /** The board is off: it neither listens nor answers any more. */
  powerOff(): void {
    for (const port of [...this.program]) this.shut(port);
    for (const connection of this.outside) connection.drop();
  }

  private keep(end: NetworkEnd): SimConnection {
    const connection = new SimConnection(end);
    this.outside.push(connection);
    return connection;
  }
}
