import vm from "node:vm";
import { expand } from "../compiler/tokenise.ts";
import { CoroutineCode } from "./coroutine_code.ts";
import { KernelNames } from "./kernel_names.ts";
import { SourcePlaces, type ImageMap } from "./stack.ts";

/** All that can be known of an image before it runs. A board that is started again and again loads the same one. */
export class LoadedImage {
  readonly places: SourcePlaces;
  readonly names: KernelNames;
  /** Watches the coroutines that it makes; undefined without a map. */
  readonly coroutines: CoroutineCode | undefined;
  readonly script: () => vm.Script;

  constructor(
    private readonly image: string,
    private readonly map: ImageMap | undefined,
    private readonly file: string,
  ) {
    const { code, map: codeMap, imageColumn } = expand(image, map);
    this.places = new SourcePlaces(file, codeMap, imageColumn);
    this.names = new KernelNames(code, file, codeMap);
    this.coroutines = codeMap && new CoroutineCode(code, this.names, this.places);
    let script: vm.Script | undefined;
    // What is no JavaScript shall be told when it is run, each time.
    this.script = () => (script ??= new vm.Script(this.coroutines?.code ?? code, { filename: file }));
  }

  is(image: string, map: ImageMap | undefined, file: string): boolean {
    return this.image === image && this.map === map && this.file === file;
  }
}
