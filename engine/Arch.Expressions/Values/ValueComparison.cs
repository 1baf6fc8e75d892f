namespace Arch.Expressions.Values;

/// <summary>Equality by content.</summary>
internal static class ValueComparison
{
    public static bool AreEqual(Value left, Value right)
    {
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }

        switch (kind)
        {
            case ValueKind.Boolean:
                left.TryGetBoolean(out var leftTruth);
                right.TryGetBoolean(out var rightTruth);
                return leftTruth == rightTruth;
            case ValueKind.Number:
                left.TryGetNumber(out var leftNumber);
                right.TryGetNumber(out var rightNumber);
                return leftNumber.Equals(rightNumber);
            case ValueKind.String:
                left.TryGetString(out var leftText);
                right.TryGetString(out var rightText);
                return string.Equals(leftText, rightText, StringComparison.Ordinal);
            case ValueKind.Array when left.TryGetArray(out var leftArray) && right.TryGetArray(out var rightArray):
                return ReferenceEquals(leftArray, rightArray) || AreEqual(leftArray, rightArray);
            case ValueKind.Object when left.TryGetObject(out var leftObject) && right.TryGetObject(out var rightObject):
                return ReferenceEquals(leftObject, rightObject) || AreEqual(leftObject, rightObject);
            default:
                return true;
        }
    }

    private static bool AreEqual(ValueArray left, ValueArray right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(ValueObject left, ValueObject right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (name, value) in left)
        {
            if (!right.TryGetValue(name, out var other) || !AreEqual(value, other))
            {
                return false;
            }
        }

        return true;
    }
}
