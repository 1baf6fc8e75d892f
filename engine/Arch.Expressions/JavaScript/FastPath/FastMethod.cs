using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>A method on data.</summary>
/// <param name="self">What it is called on.</param>
/// <param name="arguments">The arguments as given, none added.</param>
/// <returns>The result.</returns>
internal delegate Value FastMethod(Value self, ReadOnlySpan<Value> arguments);
