/** Loads one of the modules that the firmware carries, such as `net` or `Wifi`. */
declare function require(name: string): any;
