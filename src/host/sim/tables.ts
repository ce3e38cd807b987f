/**
 * What Espruino 2v29 has on an ESP32, by name. Everything else is taken out of the realm, so that a program which
 * leans on it fails on the desk and not first on the chip.
 */

/** Globals that V8 has too and that stay as they are. */
export const KEPT_GLOBALS = [
  "undefined",
  "NaN",
  "Infinity",
  "globalThis",
  "Array",
  "ArrayBuffer",
  "Boolean",
  "DataView",
  "Date",
  "Error",
  "Float32Array",
  "Float64Array",
  "Function",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "JSON",
  "Math",
  "Number",
  "Object",
  "Promise",
  "ReferenceError",
  "RegExp",
  "String",
  "SyntaxError",
  "TypeError",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "console",
  "decodeURIComponent",
  "encodeURIComponent",
  "eval",
  "isFinite",
  "isNaN",
  "parseFloat",
  "parseInt",
];

/** Functions and objects of Espruino that the simulator makes. */
export const MODELLED_GLOBALS = [
  "E",
  "ESP32",
  "HIGH",
  "I2C1",
  "I2C2",
  "InternalError",
  "LOW",
  "OneWire",
  "Pin",
  "SPI1",
  "SPI2",
  "analogRead",
  "analogWrite",
  "atob",
  "btoa",
  "changeInterval",
  "clearInterval",
  "clearTimeout",
  "clearWatch",
  "digitalPulse",
  "digitalRead",
  "digitalWrite",
  "echo",
  "getPinMode",
  "getSerial",
  "getTime",
  "global",
  "load",
  "pinMode",
  "print",
  "process",
  "require",
  "reset",
  "setInterval",
  "setTime",
  "setTimeout",
  "setWatch",
];

/** Functions of Espruino that are not modelled: calling one is an error that says so. */
export const UNMODELLED_FUNCTIONS = [
  "dump",
  "edit",
  "peek16",
  "peek32",
  "peek8",
  "poke16",
  "poke32",
  "poke8",
  "save",
  "setBusyIndicator",
  "setSleepIndicator",
  "shiftOut",
  "trace",
];

/**
 * Objects and classes of Espruino that are not modelled: touching a member is an error that says so. Of the serial ports
 * only the console is not.
 */
export const UNMODELLED_OBJECTS = [
  "Graphics",
  "I2C",
  "LoopbackA",
  "LoopbackB",
  "Modules",
  "SPI",
  "Serial",
  "Serial1",
  "Serial2",
  "Serial3",
  "Telnet",
  "Uint24Array",
  "Waveform",
];

/** Modules inside the firmware of an ESP32 that are not modelled, as `timer`, `net` and `Storage` are. */
export const UNMODELLED_MODULES = [
  "Flash",
  "Wifi",
  "crypto",
  "dgram",
  "fs",
  "heatshrink",
  "http",
  "neopixel",
  "NetworkJS",
  "TelnetServer",
  "tls",
];

/** Members of `E` that are not modelled. */
export const UNMODELLED_E = [
  "FFT",
  "HSBtoRGB",
  "asUTF8",
  "asm",
  "compiledC",
  "convolve",
  "decodeUTF8",
  "defrag",
  "dumpFragmentation",
  "dumpStr",
  "dumpVariables",
  "fromUTF8",
  "getAddressOf",
  "getAnalogVRef",
  "getClock",
  "getConsole",
  "getPowerUsage",
  "getTemperature",
  "isUTF8",
  "lockConsole",
  "lookupNoCase",
  "mapInPlace",
  "memoryArea",
  "memoryMap",
  "nativeCall",
  "pipe",
  "setClock",
  "setConsole",
  "setDST",
  "setPassword",
  "setTimeZone",
  "stopEventPropagation",
  "toFlatString",
  "toJS",
  "variance",
];

/** Methods of instances, by class. Read off the prototype itself they are undefined, as on Espruino. */
export const METHODS: Readonly<Record<string, string>> = {
  Object: "toString valueOf hasOwnProperty",
  Function: "toString call apply bind",
  Array:
    "toString indexOf includes join push pop map forEach filter find findIndex some every reduce splice shift " +
    "unshift slice sort concat fill reverse",
  String:
    "toString valueOf charAt charCodeAt indexOf lastIndexOf match replace replaceAll substring substr slice split " +
    "toLowerCase toUpperCase trim concat startsWith endsWith includes repeat padStart padEnd",
  Number: "toString valueOf toFixed",
  Boolean: "toString valueOf",
  RegExp: "toString exec test",
  Date:
    "toString valueOf getTimezoneOffset getTime setTime getHours getMinutes getSeconds getMilliseconds getDay " +
    "getDate getMonth getFullYear getUTCHours getUTCMinutes getUTCSeconds getUTCMilliseconds getUTCDay getUTCDate " +
    "getUTCMonth getUTCFullYear setHours setMinutes setSeconds setMilliseconds setDate setMonth setFullYear " +
    "toUTCString toISOString toJSON",
  DataView:
    "getFloat32 getFloat64 getInt8 getInt16 getInt32 getUint8 getUint16 getUint32 setFloat32 setFloat64 setInt8 " +
    "setInt16 setInt32 setUint8 setUint16 setUint32",
  ArrayBuffer: "",
  TypedArray:
    "set map subarray indexOf includes join sort forEach reduce fill filter find findIndex reverse slice some every",
};

/** Accessors that stay: V8's own regular expressions and typed arrays read them. */
export const KEPT_ACCESSORS: Readonly<Record<string, string>> = {
  RegExp: "dotAll flags global hasIndices ignoreCase multiline source sticky unicode unicodeSets",
  ArrayBuffer: "byteLength",
  DataView: "buffer byteLength byteOffset",
  TypedArray: "buffer byteLength byteOffset length",
  Object: "__proto__",
};

/** Static members that stay. */
export const STATICS: Readonly<Record<string, string>> = {
  Object:
    "keys getOwnPropertyNames values entries fromEntries create getOwnPropertyDescriptor " +
    "getOwnPropertyDescriptors defineProperty defineProperties getPrototypeOf setPrototypeOf assign",
  Array: "isArray",
  String: "fromCharCode",
  Number: "NaN MAX_VALUE MIN_VALUE NEGATIVE_INFINITY POSITIVE_INFINITY",
  Date: "now parse",
  Promise: "all resolve reject",
  Math:
    "E PI LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2 abs acos asin atan atan2 cos pow random round sin tan sqrt ceil " +
    "floor exp log min max sign randInt clip wrap",
  ArrayBuffer: "",
  Boolean: "",
  DataView: "",
  Function: "",
  RegExp: "",
  JSON: "stringify parse",
  // Not Espruino's, but without it V8 takes no stack.
  Error: "stackTraceLimit",
};
