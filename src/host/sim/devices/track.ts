/** Where a receiver is at a time. */
export interface Waypoint {
  /** Virtual time in s. */
  time_s: number;
  latitude_deg: number;
  longitude_deg: number;
  /** m above the mean sea level. Default 0. */
  altitude_m?: number;
}

export interface Track {
  latitude_deg: (time_s: number) => number;
  longitude_deg: (time_s: number) => number;
  altitude_m: (time_s: number) => number;
  speed_kmh: (time_s: number) => number;
  course_deg: (time_s: number) => number;
}

const EARTH_M = 6_371_000;
const RADIANS = Math.PI / 180;

/**
 * Sources for a GPS receiver that goes from point to point, each leg at its own even speed, and stands still before the
 * first point and after the last.
 *
 * @throws RangeError if there is no point, or a time is not after the one before
 *
 * @example
 * new GPS({ serial: 2, ...track([
 *   { time_s: 0, latitude_deg: 48.1173, longitude_deg: 11.5167 },
 *   { time_s: 60, latitude_deg: 48.1263, longitude_deg: 11.5167 },
 * ]) });
 */
export function track(points: readonly Waypoint[]): Track {
  if (points.length === 0) throw new RangeError("a track has one point at least");
  points.forEach(({ time_s }, i) => {
    if (i > 0 && !(time_s > points[i - 1].time_s))
      throw new RangeError(`track: point ${i} is at ${time_s} s, not after the one before`);
  });
  const legAt = (time_s: number): { from: Waypoint; to: Waypoint; part: number } => {
    const next = points.findIndex((point) => point.time_s > time_s);
    const from = points.at(next < 0 ? -1 : Math.max(next - 1, 0)) as Waypoint;
    const to = next <= 0 ? from : points[next];
    return { from, to, part: to === from ? 0 : (time_s - from.time_s) / (to.time_s - from.time_s) };
  };
  const between =
    (value: (point: Waypoint) => number) =>
    (time_s: number): number => {
      const { from, to, part } = legAt(time_s);
      return value(from) + (value(to) - value(from)) * part;
    };
  /** m to the north and to the east, and s. */
  const step = (time_s: number): [north: number, east: number, seconds: number] => {
    const { from, to } = legAt(time_s);
    const middle = ((from.latitude_deg + to.latitude_deg) / 2) * RADIANS;
    return [
      (to.latitude_deg - from.latitude_deg) * RADIANS * EARTH_M,
      (to.longitude_deg - from.longitude_deg) * RADIANS * EARTH_M * Math.cos(middle),
      to.time_s - from.time_s,
    ];
  };
  return {
    latitude_deg: between((point) => point.latitude_deg),
    longitude_deg: between((point) => point.longitude_deg),
    altitude_m: between((point) => point.altitude_m ?? 0),
    speed_kmh: (time_s) => {
      const [north, east, seconds] = step(time_s);
      return seconds > 0 ? (Math.hypot(north, east) / seconds) * 3.6 : 0;
    },
    course_deg: (time_s) => {
      const [north, east] = step(time_s);
      return (Math.atan2(east, north) / RADIANS + 360) % 360;
    },
  };
}
