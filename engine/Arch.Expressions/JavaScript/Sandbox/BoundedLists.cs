using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Bounds the functions that put arrays together into strings or take strings apart into arrays.</summary>
internal sealed class BoundedLists
{
    private const int DeepestJoin = 32;

    /// <summary>The longest string whose characters become properties.</summary>
    private const int LongestObject = 10_000;

    private readonly Guard _guard;
    private int _depth;

    private BoundedLists(Guard guard) => _guard = guard;

    public static void Install(Guard guard)
    {
        var lists = new BoundedLists(guard);
        var arrays = guard.Find("Array.prototype");
        guard.Define(
            arrays,
            "join",
            (self, arguments) => lists.Join(self, arguments.Length > 0 ? arguments[0] : JsValue.Undefined));
        guard.Define(arrays, "toLocaleString", (self, _) => lists.Join(self, JsValue.Undefined));
        var objects = guard.Find("Object");
        foreach (var name in new[]
        {
            "keys", "values", "entries", "assign", "getOwnPropertyNames", "getOwnPropertyDescriptors", "getOwnPropertySymbols",
            "freeze", "seal", "isFrozen", "isSealed", "defineProperties",
        })
        {
            guard.Replace(objects, name, (original, self, arguments) =>
            {
                foreach (var argument in arguments)
                {
                    guard.RequireShort(argument, LongestObject);
                }

                return guard.Engine.Call(original, self, arguments);
            });
        }

        // The helpers of iterators (newer than ES2023) run functions of the engine in a loop without looking at the
        // limits.
        var iterators = ((ObjectInstance)guard.Engine.Call(arrays.Get("values"), arrays, [])).Prototype!.Prototype!;
        foreach (var helper in iterators.GetOwnPropertyKeys(Jint.Runtime.Types.String))
        {
            iterators.RemoveOwnProperty(helper);
        }

        // The texts are rewritten to call it around what '...' spreads into an object.
        guard.Define(guard.Engine.Global, SpreadGuard.Name, (_, arguments) =>
        {
            guard.RequireShort(arguments[0], LongestObject);
            guard.Engine.Constraints.Check();
            return arguments[0];
        });
        guard.Define(guard.Engine.Global, SpreadGuard.ChargeName, (_, arguments) =>
        {
            guard.Charge(arguments[0] switch
            {
                JsString text => text.Length,
                JsArray array => array.Length,
                ObjectInstance => long.MaxValue,
                _ => 0,
            });
            return arguments[0];
        });
        guard.Define(guard.Engine.Global, SpreadGuard.AllName, (_, arguments) =>
        {
            foreach (var argument in ((JsArray)arguments[0]).ToArray())
            {
                guard.RequireShort(argument, LongestObject);
            }

            return arguments[0];
        });
    }

    private JsString Join(JsValue self, JsValue separator)
    {
        var source = self as ObjectInstance ?? throw _guard.TooLarge("Only an array can be joined");
        var between = separator.IsUndefined() ? "," : TypeConverter.ToString(separator);
        var length = TypeConverter.ToLength(source.Get("length"));
        if (length > SandboxLimits.MaxArray)
        {
            throw _guard.TooLarge(
                $"An array of {length} elements is too long to join; at most {SandboxLimits.MaxArray}");
        }

        if (_depth >= DeepestJoin)
        {
            throw _guard.TooLarge("The array is nested too deep to join, or contains itself");
        }

        _depth++;
        try
        {
            return JsString.Create(Join(source, between, (int)length));
        }
        finally
        {
            _depth--;
        }
    }

    private string Join(ObjectInstance source, string between, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            if (i > 0)
            {
                text.Append(between);
            }

            var element = source.Get(JsNumber.Create(i));
            if (!element.IsUndefined() && !element.IsNull())
            {
                text.Append(TypeConverter.ToString(element));
            }

            if (text.Length > SandboxLimits.MaxText)
            {
                throw _guard.TooLarge($"A string would have more than {SandboxLimits.MaxText} characters");
            }

            if ((i & 0xFF) == 0)
            {
                _guard.Engine.Constraints.Check();
            }
        }

        return text.ToString();
    }
}
