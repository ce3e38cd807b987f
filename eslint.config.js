import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";
import { load } from "./bin/load.mjs";

const { default: uasyncio } = await load("eslint/index");

/** What runs on the chip, where each byte of an image counts. */
const chip = ["src/{asyncio,builtins,demos,drivers,hal,kernel,machine,testing,time}/**/*.ts"];

export default tseslint.config(
  {
    ignores: [
      // The corpora are input of the compiler: odd on purpose.
      "tests/compiler/lower/corpus/",
      "tests/compiler/es5-corpus/",
      "build/",
      "coverage/",
      "dist/",
      "boards/*.d.ts",
      "modules.d.ts",
      // A project of its own, with rules of its own: tests/e2e checks it by them.
      "templates/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A coroutine that nobody awaits never runs, and to TypeScript it is a Promise. A Task is not: it runs anyway.
      "@typescript-eslint/no-floating-promises": "error",
      // What a coroutine raises is passed on as it is.
      "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // These know nothing of an index that may be out of range, or of a callback that may return anything.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      // A coroutine with nothing to wait for is a coroutine all the same.
      "@typescript-eslint/require-await": "off",
      // What `using` holds is of use without being looked at.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreUsingDeclarations: true }],
      "no-restricted-globals": ["error", ...["event", "name", "status", "length"]],
    },
  },
  {
    files: chip,
    rules: {
      // Looser comparisons and plain assignments are shorter, and an image is paid for by the byte.
      eqeqeq: "off",
      // A keyword to Espruino.
      "id-denylist": ["error", "of"],
      // What a coroutine raises is passed on as it is.
      "@typescript-eslint/only-throw-error": "off",
      // So the engine's own modules are loaded.
      "@typescript-eslint/no-require-imports": "off",
      "@typescript-eslint/prefer-optional-chain": "off",
      "@typescript-eslint/prefer-nullish-coalescing": "off",
      "@typescript-eslint/restrict-plus-operands": "off",
    },
  },
  {
    // Programs that a user would flash.
    files: ["src/demos/**/*.ts"],
    extends: [uasyncio.configs.recommended],
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      // chai's assertions are expressions.
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        __dirname: "readonly",
        console: "readonly",
        process: "readonly",
        URL: "readonly",
        Buffer: "readonly",
      },
    },
  },
  prettier,
);
