using Arch.Expressions.Values;

namespace Arch.Expressions.JavaScript.FastPath;

/// <summary>An array that the expression itself made, perhaps with objects in it that are not settled.</summary>
internal sealed class LiteralArray(Value[] elements) : ValueArray
{
    public override int Count => elements.Length;

    public override Value this[int index] => elements[index];

    /// <summary>Makes the result that the array stands for.</summary>
    /// <returns>The array.</returns>
    public ValueArray Settle() => Of(Array.ConvertAll(elements, FastExpression.Settle));
}
