import js from "@eslint/js";
import tseslint from "typescript-eslint";
import uasyncio from "uasyncio/eslint";

export default tseslint.config(
  { ignores: ["build/"] },
  js.configs.recommended,
  tseslint.configs.recommended,
  { files: ["{src,on_board}/**/*.ts"], extends: [uasyncio.configs.recommended] },
);
