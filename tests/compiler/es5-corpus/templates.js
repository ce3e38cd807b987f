const who = "world";
print(
  `hello ${who}`,
  `${1}${2}`,
  `a${`nested ${who}`}b`,
  ``,
  `line
two`,
);
print(`${1 + 1} ${[1, 2]} ${null} ${undefined} ${{ toString: () => "obj" }}`);
function tag(strings, ...values) {
  return strings.join("|") + "/" + values.join() + "/" + strings.raw.join("|");
}
print(tag`a${1}b${2}c`, tag`plain`, tag`raw\n${0}`);
const o = {
  t(s) {
    return this.v + s[0];
  },
  v: 5,
};
print(o.t`x`);
print(
  "quote ' \" ` \\ \t|",
  "\x41\u0042\u{43}",
  "a\
b",
);
print(`\`\${}`, "${who}");
