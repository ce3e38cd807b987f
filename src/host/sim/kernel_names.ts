import type { Node } from "acorn";
import { walkImage } from "./image_tree.ts";
import { isLibrary, SourcePlaces, type ImageMap, type Place } from "./stack.ts";

/** Where the kernel's parts are in a minified image. */
export class KernelNames {
  private readonly functions = new Map<string, Place & { name: string; top: boolean }>();
  private readonly byPlace = new Map<string, string>();
  private readonly variablePlaces = new Map<string, Place & { name: string }>();
  private readonly awaits = new Map<string, (Place & { inside: string })[]>();
  private readonly fullProps = new Map<string, string>();
  private readonly props: Record<string, string | false>;

  constructor(code: string, file: string, map?: ImageMap) {
    this.props = map?.x_uasyncio?.props ?? {};
    for (const [name, short] of Object.entries(this.props)) if (short) this.fullProps.set(short, name);
    const places = new SourcePlaces(file, map);
    walkImage(code, {
      fn: (name, at, top) => {
        const known = this.functions.get(name);
        const place = { ...named(name, at, places), top };
        if (top || !known) this.functions.set(name, place);
        // The minifier uses short names again in inner functions: then there is no telling.
        else if (!known.top) this.functions.set(name, { ...place, name: "", source: "" });
      },
      variable: (short, at) => {
        const place = named(short, at, places);
        this.byPlace.set(`${fileName(place.source)}:${place.name}`, short);
        this.variablePlaces.set(short, place);
      },
      step: (prop, next, then, inside) => {
        if (prop !== this.prop("_$s")) return;
        const list = this.awaits.get(next) ?? [];
        list.push({ ...placeOf(then, places), inside });
        this.awaits.set(next, list);
      },
    });
  }

  /** Short name of a property that begins with `_$`. */
  prop(name: string): string {
    return this.props[name] || name;
  }

  /** Name in the image of a top-level variable of the kernel. */
  variable(file: string, name: string): string | undefined {
    return this.byPlace.get(`${file}:${name}`);
  }

  /** All top-level variables by their names in the image, the user's first. */
  variables(): (readonly [string, Place & { name: string }])[] {
    const rank = (entry: readonly [string, Place]) => (isLibrary(entry[1]) ? 1 : 0);
    return [...this.variablePlaces].sort((a, b) => rank(a) - rank(b));
  }

  /** Name in the source of a property that was renamed; any other name as it is. */
  source(prop: string): string {
    return this.fullProps.get(prop) ?? prop;
  }

  /** Names of all top-level functions and variables: in the image and in the source. */
  globals(): (readonly [string, string])[] {
    return [...this.functions, ...this.variablePlaces].map(([short, { name }]) => [short, name] as const);
  }

  /** Where a function of the image comes from, by its name in the image. */
  place(name: string): (Place & { name: string }) | undefined {
    return this.functions.get(name);
  }

  /** Where a coroutine awaits that goes on with this state function, and in which function of the image. */
  awaitedBefore(state: string): readonly (Place & { inside: string })[] {
    return this.awaits.get(state) ?? [];
  }
}

function placeOf(node: Node, places: SourcePlaces): Place {
  const { line, column } = (node.loc as { start: { line: number; column: number } }).start;
  return places.at(line, column);
}

/** What an identifier of the image is in the source. */
export function named(short: string, at: Node, places: SourcePlaces): Place & { name: string } {
  const place = placeOf(at, places);
  const name = place.name ?? short;
  // The bundler numbers names that it finds twice.
  const written = places.identifier(place);
  const numbered =
    written !== undefined && name.startsWith(written) && /^\d+$/.test(name.slice(written.length));
  return { ...place, name: numbered ? written : name };
}

/** `kernel/scheduler.ts` of `uasyncio/src/kernel/scheduler.ts`. */
export function fileName(source: string): string {
  return source.split("/").slice(-2).join("/");
}
