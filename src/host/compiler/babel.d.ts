// Babel's plugins come without declarations.

declare module "@babel/preset-env" {
  import type { PluginTarget } from "@babel/core";
  const presetEnv: PluginTarget;
  export default presetEnv;
}

declare module "@babel/plugin-transform-typescript" {
  import type { PluginTarget } from "@babel/core";
  const transformTypeScript: PluginTarget;
  export default transformTypeScript;
}
