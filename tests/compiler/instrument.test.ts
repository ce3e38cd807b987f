import { expect } from "chai";
import vm from "node:vm";
import { instrument } from "../../src/host/compiler/instrument.ts";

/** How often the call is reached when a script runs, and the value the script leaves. */
function run(code: string): { reached: number; value: unknown } {
  let reached = 0;
  const value: unknown = vm.runInNewContext(`${instrument(code, "$irq();")}\nresult`, {
    $irq: () => reached++,
  });
  return { reached, value };
}

/** How often the call stands in the text. */
function places(code: string): number {
  return instrument(code, "$irq();").split("$irq();").length - 1;
}

describe("instrument", () => {
  it("puts the call before every statement and after the last", () => {
    expect(instrument("a();b();", "$irq();")).equal("$irq();a();$irq();b();;$irq();");
    expect(places("")).equal(1);
    expect(places("a()")).equal(2);
    expect(places("{a();b()}")).equal(5);
  });

  it("gives statements that stand alone braces", () => {
    expect(places("if(x)a();else b()")).equal(2 + 4);
    expect(places("for(;;)a()")).equal(2 + 2);
    expect(places("for(k in o)a()")).equal(2 + 2);
    expect(places("while(x)if(y)a()")).equal(2 + 2 + 2);
    expect(places("do a();while(x)")).equal(2 + 2);
    expect(places("if(a)b();else if(c)d();else e()")).equal(2 + 2 + 2 + 4);
  });

  it("reaches into functions, cases and try", () => {
    expect(places("var f=function(){a();return b}")).equal(2 + 3);
    expect(places("switch(x){case 1:a();break;case 2:default:b()}")).equal(2 + 3 + 1 + 2);
    expect(places("try{a()}catch(e){b()}finally{c()}")).equal(2 + 6);
  });

  it("leaves function declarations at the top of their scope", () => {
    expect(instrument("function f(){}f()", "$irq();")).equal("function f(){;$irq();}$irq();f();$irq();");
  });

  it("is reached at every boundary, and changes nothing", () => {
    expect(run("var result=0;for(var i=0;i<3;i++)if(i%2)result+=i;else result+=10;")).deep.equal({
      // var and for: 2, end: 1; three turns of the body: 2 each; three branches: 2 each.
      reached: 3 + 6 + 6,
      value: 21,
    });
    const body =
      "var result='';var n=0;do switch(n++){case 1:result+='b';break;default:result+='d'}while(n<4)";
    expect(run(body).value).equal("dbdd");
    expect(run("var result;(function(){if(1)return result=5;result=6})()").value).equal(5);
  });
});
