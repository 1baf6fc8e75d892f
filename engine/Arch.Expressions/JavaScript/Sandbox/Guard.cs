using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>
/// Puts functions of the host before those of the engine. The engine checks time and memory between statements, so
/// whatever one built-in call could do at length has to be bounded before it begins.
/// </summary>
internal sealed class Guard(Engine engine)
{
    private const int Noteworthy = 1_000;

    public Engine Engine => engine;

    /// <summary>Finds an object by the path from the global object.</summary>
    /// <param name="path">The names, such as <c>String.prototype</c>.</param>
    /// <returns>The object.</returns>
    public ObjectInstance Find(string path)
    {
        var found = engine.Global;
        foreach (var name in path.Split('.'))
        {
            found = (ObjectInstance)found.Get(name);
        }

        return found;
    }

    /// <summary>Replaces a function of the engine by one that may call it.</summary>
    /// <param name="owner">The object whose member it is.</param>
    /// <param name="key">The member.</param>
    /// <param name="body">Gets the engine's function, <c>this</c> and the arguments.</param>
    public void Replace(ObjectInstance owner, JsValue key, Func<JsValue, JsValue, JsValue[], JsValue> body)
    {
        if (owner.Get(key) is var original && original.IsCallable())
        {
            var name = key is JsString text ? text.ToString() : "";
            Put(
                owner,
                key,
                new ClrFunction(
                    engine, name, (self, arguments) => body(original, self, arguments), 0, PropertyFlag.Configurable));
        }
    }

    /// <summary>Defines a function of the host.</summary>
    /// <param name="owner">The object that gets it.</param>
    /// <param name="name">The name.</param>
    /// <param name="body">Gets <c>this</c> and the arguments.</param>
    public void Define(ObjectInstance owner, string name, Func<JsValue, JsValue[], JsValue> body) =>
        Put(owner, name, new ClrFunction(engine, name, body, 0, PropertyFlag.Configurable));

    /// <summary>Checks the limits of time and memory now if a piece of work is large.</summary>
    /// <param name="size">How many characters or elements it concerns.</param>
    public void Charge(long size)
    {
        if (size >= Noteworthy)
        {
            engine.Constraints.Check();
        }
    }

    /// <summary>Makes a JavaScript RangeError that says what is too large.</summary>
    /// <param name="what">What.</param>
    /// <returns>The exception to throw.</returns>
    public JavaScriptException TooLarge(string what) =>
        new(engine.Construct("RangeError", JsString.Create(what)));

    /// <summary>Refuses strings that are too long to take apart into objects.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="longest">The most characters.</param>
    public void RequireShort(JsValue value, int longest)
    {
        // The object that boxes a string has a length that cannot be changed, and no type that can be named here.
        var length = value switch
        {
            JsString text => text.Length,
            JsObject or JsArray or DataObject => 0,
            ObjectInstance boxed when boxed.GetOwnProperty("length") is { Writable: false, Value: JsNumber size } =>
                size.AsNumber(),
            _ => 0,
        };
        if (length > longest)
        {
            throw TooLarge($"A string of {length} characters is too long to take apart; at most {longest}");
        }
    }

    private static void Put(ObjectInstance owner, JsValue key, JsValue value) =>
        owner.FastSetProperty(key, new PropertyDescriptor(value, PropertyFlag.NonEnumerable));
}
