using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Vectors;

/// <summary>Refuses what does not fit a collection, as ARCH4231.</summary>
public static partial class VectorFailure
{
    /// <summary>Gets the failure.</summary>
    /// <param name="message">What does not fit, the value seen and the value wanted.</param>
    /// <returns>The failure, which another attempt does not help.</returns>
    public static StepException Of(string message) => new("ARCH4231", message);

    /// <summary>Refuses a name that no collection can have.</summary>
    /// <param name="collection">The name.</param>
    public static void RefuseBadName(string collection)
    {
        if (collection.Length > 100 || !Name().IsMatch(collection))
        {
            throw Of($"The collection name '{collection}' does not fit: it must be 1 to 100 characters, a lower-case letter first, "
                + "then lower-case letters, digits, '_', '.' or '-'.");
        }
    }

    /// <summary>Refuses a record that no collection can hold. Whether its vector has the collection's dimensions is for the store.</summary>
    /// <param name="record">The record.</param>
    public static void RefuseBadRecord(VectorRecord record)
    {
        if (record.Key.Length is 0 or > VectorLimits.KeyLength || record.Key.Contains('\0'))
        {
            throw Of(Text($"The key '{Short(record.Key)}' has {record.Key.Length} characters; it must have 1 to {VectorLimits.KeyLength}, none of them NUL."));
        }

        RefuseLongText(record.Text, record.Key);
        if (!record.Vector.IsEmpty)
        {
            RefuseBadVector(record.Vector.Span, $"of record '{record.Key}'");
        }
    }

    /// <summary>Refuses a text that is too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key of its record, when it has one.</param>
    public static void RefuseLongText(string? text, string? key)
    {
        if (text?.Length > VectorLimits.TextLength)
        {
            var whose = key is null ? "The text" : $"The text of record '{key}'";
            throw Of(Text($"{whose} has {text.Length} characters; at most {VectorLimits.TextLength} are taken."));
        }
    }

    /// <summary>Refuses a vector with too many dimensions, or with numbers that cannot be compared.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="whose">Of what it is, for the message.</param>
    public static void RefuseBadVector(ReadOnlySpan<float> vector, string whose)
    {
        if (vector.Length is 0 or > VectorLimits.Dimensions)
        {
            throw Of(Text($"The vector {whose} has {vector.Length} dimensions; it must have 1 to {VectorLimits.Dimensions}."));
        }

        // NaN is not less than anything, so it is caught as well.
        if (!(TensorPrimitives.MaxMagnitude(vector) is var greatest && MathF.Abs(greatest) <= VectorLimits.Magnitude))
        {
            throw Of(Text($"The vector {whose} holds {greatest}; its numbers must be finite and of at most 1E15."));
        }
    }

    /// <summary>Refuses a vector that has other dimensions than its collection.</summary>
    /// <param name="collection">The name of the collection.</param>
    /// <param name="wanted">The collection's dimensions.</param>
    /// <param name="seen">The vector's dimensions.</param>
    /// <param name="whose">Of what it is, for the message.</param>
    public static void RefuseOtherDimensions(string collection, int wanted, int seen, string whose)
    {
        if (wanted != seen)
        {
            throw Of(Text($"The vector {whose} has {seen} dimensions; those of the collection '{collection}' have {wanted}."));
        }
    }

    /// <summary>Refuses a selection that says nothing, or two things.</summary>
    /// <param name="selection">The selection.</param>
    public static void RefuseBadSelection(VectorSelection selection)
    {
        if (selection.Keys is null == selection.Filter is null)
        {
            throw Of("The selection must have keys or a filter, and not both; the filter {} means all records.");
        }

        RefuseTooMany(selection.Keys?.Count ?? 0, "keys");
    }

    /// <summary>Refuses more than one call takes.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="what">Of what, for the message.</param>
    public static void RefuseTooMany(int count, string what)
    {
        if (count > VectorLimits.RecordsPerCall)
        {
            throw Of(Text($"There are {count} {what}; one call takes at most {VectorLimits.RecordsPerCall}."));
        }
    }

    private static string Short(string key) => key.Length <= 40 ? key : key[..40] + "…";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[a-z][a-z0-9_.-]*\z")]
    private static partial Regex Name();
}
