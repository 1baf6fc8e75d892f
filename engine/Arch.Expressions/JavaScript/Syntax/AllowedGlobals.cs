using System.Collections.Frozen;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>The names that JavaScript brings along. What is not listed does not exist for a workflow.</summary>
internal static class AllowedGlobals
{
    /// <summary>Arch's own functions; their results are recorded with the run.</summary>
    public static FrozenSet<string> Functions { get; } = FrozenSet.ToFrozenSet(["now", "uuid", "hash"]);

    /// <summary>What expressions may use.</summary>
    public static FrozenSet<string> Expression { get; } = FrozenSet.ToFrozenSet(
    [
        "undefined", "NaN", "Infinity", "Math", "JSON", "Object", "Array", "String", "Number", "Boolean", "Date",
        "parseInt", "parseFloat", "isNaN", "isFinite",
        "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI",
        .. Functions,
    ]);

    /// <summary>What scripts may use.</summary>
    public static FrozenSet<string> Script { get; } = FrozenSet.ToFrozenSet(
    [
        .. Expression,
        "RegExp", "Map", "Set", "WeakMap", "WeakSet", "Symbol",
        "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError",
    ]);

    private static readonly FrozenSet<string> Outside = FrozenSet.ToFrozenSet(
    [
        "process", "require", "module", "exports", "global", "globalThis", "window", "self", "document", "navigator", "location",
        "fetch", "XMLHttpRequest", "WebSocket", "eval", "Function", "Deno", "Bun", "Buffer", "setTimeout", "setInterval",
        "setImmediate", "queueMicrotask", "console", "alert", "importScripts", "localStorage", "crypto", "env", "arguments",
        "System", "importNamespace", "host", "Promise", "Proxy", "Intl", "Temporal", "BigInt", "SharedArrayBuffer", "Atomics",
        "ArrayBuffer", "DataView", "Reflect", "Iterator", "WebAssembly", "structuredClone", "ShadowRealm", "performance",
    ]);

    /// <summary>Tells whether a name is known from other places where JavaScript runs, so that a hint is due.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsFromOutside(string name) =>
        Outside.Contains(name)
            || (name.EndsWith("Array", StringComparison.Ordinal) && name is not "Array" && name.Length <= 17);
}
