using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Jint;
using Jint.Native;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// Makes the global object hold what is allowed and no more. Texts cannot name anything else anyway; this is the second
/// lock.
/// </summary>
internal static class SandboxGlobals
{
    public static void Install(Engine engine, ExpressionSession session)
    {
        var global = engine.Global;
        foreach (var key in global.GetOwnPropertyKeys())
        {
            if (key.IsSymbol() || !AllowedGlobals.Script.Contains(key.ToString()))
            {
                global.RemoveOwnProperty(key);
            }
        }

        var guard = new Guard(engine);
        guard.Define(global, "now", (_, _) => Builtins.Now(session));
        guard.Define(global, "uuid", (_, _) => Builtins.Uuid(session));
        guard.Define(global, "hash", (_, arguments) =>
        {
            engine.Constraints.Check();
            return Builtins.Hash(new ResultReader().Read(arguments.Length > 0 ? arguments[0] : JsValue.Undefined));
        });
        guard.Define(guard.Find("Math"), "random", (_, _) => Builtins.Random(session));
        BoundedText.Install(guard);
        BoundedLists.Install(guard);
        BoundedJson.Install(guard);
        BoundedPatterns.Install(guard);
    }
}
