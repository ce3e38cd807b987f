export { assert, assert_equal, assert_raises } from "./assert.ts";
