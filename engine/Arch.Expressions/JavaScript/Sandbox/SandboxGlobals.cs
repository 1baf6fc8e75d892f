using Arch.Expressions.JavaScript.Syntax;
using Arch.Expressions.Language;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// Makes the global object hold what is allowed and no more. Texts cannot name anything else anyway; this is the second lock.
/// </summary>
internal static class SandboxGlobals
{
    private const PropertyFlag Hidden = PropertyFlag.NonEnumerable;

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

        Define(engine, global, "now", 0, (_, _) => Builtins.Now(session));
        Define(engine, global, "uuid", 0, (_, _) => Builtins.Uuid(session));
        Define(engine, global, "hash", 1, (_, arguments) =>
            Builtins.Hash(new ResultReader().Read(arguments.Length > 0 ? arguments[0] : JsValue.Undefined)));
        Define(engine, (ObjectInstance)global.Get("Math"), "random", 0, (_, _) => Builtins.Random(session));
        BoundedText.Install(engine);
        BoundedLists.Install(engine);
        BoundedJson.Install(engine);
    }

    /// <summary>Defines a function of the host on an object of the engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="owner">The object.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="length">The number of parameters that <c>length</c> tells.</param>
    /// <param name="body">Gets <c>this</c> and the arguments.</param>
    public static void Define(Engine engine, ObjectInstance owner, string name, int length, Func<JsValue, JsValue[], JsValue> body) =>
        owner.FastSetProperty(name, new PropertyDescriptor(new ClrFunction(engine, name, body, length, PropertyFlag.Configurable), Hidden));
}
