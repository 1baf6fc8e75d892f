using Acornima.Ast;
using Jint;
using Jint.Native;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Bounds the source of regular expressions that are made at run time: compiling takes hundreds of bytes a
/// character.</summary>
internal static class BoundedPatterns
{
    private const string Source = """
        (function (Original) {
            function RegExp(pattern, flags) {
                if (!(pattern instanceof Original) && pattern !== undefined) {
                    pattern = String(pattern);
                    if (pattern.length > 1000) {
                        throw new RangeError('The source of a regular expression has more than 1000 characters');
                    }
                }
                return new.target === undefined && flags === undefined && pattern instanceof Original
                    ? pattern
                    : new Original(pattern, flags);
            }
            RegExp.prototype = Original.prototype;
            Original.prototype.constructor = RegExp;
            return RegExp;
        })
        """;

    private static readonly Lazy<Prepared<Script>> Program = new(() => SandboxProgram.Prepare("", Source, ""));

    public static void Install(Guard guard)
    {
        var engine = guard.Engine;
        var original = engine.Global.Get("RegExp");
        engine.Global.FastSetDataProperty(
            "RegExp", engine.Call(engine.Evaluate(Program.Value), JsValue.Undefined, [original]));
    }
}
