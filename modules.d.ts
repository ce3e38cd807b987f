// The modules that a program imports by MicroPython's names; the build finds them, this tells the editor.
declare module "asyncio" {
  export * from "uasyncio";
}
declare module "builtins" {
  export * from "uasyncio/builtins";
}
declare module "time" {
  export * from "uasyncio/time";
}
declare module "machine" {
  export * from "uasyncio/machine";
}
declare module "drivers" {
  export * from "uasyncio/drivers";
}
declare module "testing" {
  export * from "uasyncio/testing";
}
