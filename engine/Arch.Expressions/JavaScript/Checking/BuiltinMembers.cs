using System.Collections.Frozen;
using Arch.Expressions.Types;
using R = Arch.Expressions.JavaScript.Checking.BuiltinResult;

namespace Arch.Expressions.JavaScript.Checking;

/// <summary>The members that values and the global objects have in the sandbox.</summary>
internal static class BuiltinMembers
{
    private static readonly FrozenDictionary<string, BuiltinMember> Texts = Table(
        (R.Integer, false, "length"),
        (R.Text, true, "at charAt concat normalize padEnd padStart repeat replace replaceAll slice substring substr toLowerCase toUpperCase "
            + "toLocaleLowerCase toLocaleUpperCase trim trimEnd trimStart toString valueOf toWellFormed"),
        (R.Integer, true, "charCodeAt codePointAt indexOf lastIndexOf search localeCompare"),
        (R.Boolean, true, "includes startsWith endsWith isWellFormed"),
        (R.Texts, true, "split"),
        (R.Any, true, "match matchAll"));

    private static readonly FrozenDictionary<string, BuiltinMember> Arrays = Table(
        (R.Integer, false, "length"),
        (R.Element, true, "at find findLast pop shift"),
        (R.Same, true, "filter slice toSorted toReversed sort reverse toSpliced splice with fill copyWithin"),
        (R.Array, true, "concat keys values entries"),
        (R.Mapped, true, "map"),
        (R.FlatMapped, true, "flatMap"),
        (R.Flattened, true, "flat"),
        (R.Boolean, true, "some every includes"),
        (R.Integer, true, "indexOf lastIndexOf findIndex findLastIndex push unshift"),
        (R.Text, true, "join toString toLocaleString"),
        (R.Reduced, true, "reduce reduceRight"),
        (R.Nothing, true, "forEach"));

    private static readonly FrozenDictionary<string, BuiltinMember> Numbers = Table(
        (R.Text, true, "toFixed toString toPrecision toExponential toLocaleString"),
        (R.Number, true, "valueOf"));

    private static readonly FrozenDictionary<string, BuiltinMember> Booleans = Table(
        (R.Text, true, "toString"),
        (R.Boolean, true, "valueOf"));

    private static readonly FrozenDictionary<string, FrozenDictionary<string, BuiltinMember>> Globals =
        new Dictionary<string, FrozenDictionary<string, BuiltinMember>>
        {
            ["Math"] = Table(
                (R.Number, false, "E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2"),
                (R.Integer, true, "floor ceil round trunc sign clz32 imul"),
                (R.Number, true, "abs acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 fround hypot log log10 log1p log2 "
                    + "max min pow random sin sinh sqrt tan tanh f16round sumPrecise")),
            ["JSON"] = Table((R.Text, true, "stringify"), (R.Any, true, "parse")),
            ["Object"] = Table(
                (R.Texts, true, "keys getOwnPropertyNames"),
                (R.Array, true, "values"),
                (R.Pairs, true, "entries"),
                (R.Object, true, "fromEntries groupBy"),
                (R.Boolean, true, "hasOwn is isFrozen isSealed isExtensible"),
                (R.Any, true, "assign create freeze seal preventExtensions getPrototypeOf setPrototypeOf defineProperty defineProperties "
                    + "getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertySymbols")),
            ["Array"] = Table((R.Boolean, true, "isArray"), (R.Array, true, "from of")),
            ["String"] = Table((R.Text, true, "fromCharCode fromCodePoint raw")),
            ["Number"] = Table(
                (
                    R.Number,
                    false,
                    "EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY"),
                (R.Boolean, true, "isFinite isInteger isNaN isSafeInteger"),
                (R.Number, true, "parseFloat parseInt")),
            ["Date"] = Table((R.Integer, true, "now parse UTC")),
            ["Boolean"] = FrozenDictionary<string, BuiltinMember>.Empty,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, BuiltinResult> Functions = new Dictionary<string, BuiltinResult>
    {
        ["now"] = R.DateTime,
        ["uuid"] = R.Text,
        ["hash"] = R.Text,
        ["String"] = R.Text,
        ["Number"] = R.Number,
        ["Boolean"] = R.Boolean,
        ["parseInt"] = R.Number,
        ["parseFloat"] = R.Number,
        ["isNaN"] = R.Boolean,
        ["isFinite"] = R.Boolean,
        ["encodeURIComponent"] = R.Text,
        ["decodeURIComponent"] = R.Text,
        ["encodeURI"] = R.Text,
        ["decodeURI"] = R.Text,
        ["Array"] = R.Array,
        ["Date"] = R.Text,
        ["Object"] = R.Any,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the members that every value of a type has.</summary>
    /// <param name="shape">The type.</param>
    /// <returns>The members, or <see langword="null"/> when nothing is known.</returns>
    public static FrozenDictionary<string, BuiltinMember>? Of(TypeShape shape) =>
        shape.Kind == ShapeKind.Array ? Arrays
        : shape.Kind == ShapeKind.Boolean ? Booleans
        : Shapes.IsText(shape) ? Texts
        : Shapes.IsNumber(shape) ? Numbers
        : null;

    /// <summary>Gets the members of a global object such as <c>Math</c>.</summary>
    /// <param name="name">The global name.</param>
    /// <returns>The members, or <see langword="null"/> when it is no such object.</returns>
    public static FrozenDictionary<string, BuiltinMember>? OfGlobal(string name) => Globals.GetValueOrDefault(name);

    /// <summary>Gets what a global function gives.</summary>
    /// <param name="name">The function's name.</param>
    /// <returns>What it gives.</returns>
    public static BuiltinResult Call(string name) => Functions.GetValueOrDefault(name);

    private static FrozenDictionary<string, BuiltinMember> Table(
        params (BuiltinResult Result, bool IsMethod, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, new BuiltinMember(row.Result, row.IsMethod))))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
