import { isLevel } from "../pins.ts";
import type { PartKind, PartOptions } from "./part.ts";
import { PinPart, type Drive } from "./pin_part.ts";
import { recordingOf, type EdgeRecording } from "./recording.ts";

/** µs between two spikes of noise, on average. */
const NOISE_US = 20_000;

const kind: PartKind = {
  name: "RecordedEdges",
  wires: { pin: { kind: "pin", use: "input" } },
  quantities: {},
  settings: { recording: { type: "file" }, repeat: { type: "boolean", usual: false } },
  faults: ["unplugged", "stuck", "noise"],
};

export interface RecordedEdgesOptions extends PartOptions {
  /** The GPIO that it drives. */
  pin: number;
  /** What `recordEdges` has made, or the name of a file of it. */
  recording: string | EdgeRecording;
  /** Whether it begins again when it is over. */
  repeat?: boolean;
}

/** Drives a pin with edges that were recorded, from the moment on when it is attached. */
export class RecordedEdges extends PinPart {
  static readonly kind = kind;
  private readonly recording: EdgeRecording;

  constructor(options: RecordedEdgesOptions) {
    super(kind, options, NOISE_US);
    this.recording = recordingOf(options.recording, "edges", isWell);
  }

  protected override begin(): void {
    this.play(0, 0);
  }

  protected override stuck(): Drive {
    return 0;
  }

  /** One edge at a time, for a recording may be long. `since`: µs since what was planned before. */
  private play(place: number, since: number): void {
    const { edges, length } = this.recording;
    if (place < edges.length) {
      const { at, level } = edges[place];
      this.later(at - since, () => {
        this.put("pin", level);
        this.play(place + 1, at);
      });
    } else if (this.setting("repeat")) {
      this.later(length - since, () => {
        this.play(0, 0);
      });
    }
  }
}

function isWell({ edges, length }: EdgeRecording): boolean {
  return (
    length > 0 &&
    Array.isArray(edges) &&
    edges.every(({ at, level }, i) => isLevel(level) && at >= (edges[i - 1]?.at ?? 0) && at <= length)
  );
}
