using Arch.Expressions.Values;
using Arch.Workflows.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Arch.Workflows.Reading;

/// <summary>Makes a node of a scalar event.</summary>
internal static class ScalarReading
{
    public static YamlScalar Read(Scalar scalar, bool isKey, SourceMap map, DiagnosticBag diagnostics)
    {
        var end = (int)scalar.End.Index;
        var start = SkipProperties(scalar, map.Text, (int)scalar.Start.Index, end);
        if (scalar.Value.Length > YamlLimits.ScalarLength)
        {
            diagnostics.Error(
                "ARCH0002",
                map.Place(start, start + 1),
                $"A text is longer than {YamlLimits.ScalarLength / 1024} KiB.",
                "Keep large data in a file that a step reads.");
            throw new YamlStopException();
        }

        var isBroken = Tags.Refuse(scalar, map, diagnostics);
        var data = Value.From(scalar.Value);
        if (scalar.Style == ScalarStyle.Plain
            && scalar.Tag.IsEmpty
            && !isKey
            && !CoreSchema.TryResolve(scalar.Value, out data))
        {
            isBroken = true;
            diagnostics.Error(
                "ARCH0004",
                map.Place(start, end),
                $"The number {scalar.Value} cannot be kept exactly; numbers are JSON's, exact up to 9007199254740992.",
                "Put it in quotes to keep it as text.");
        }

        return new YamlScalar(start, end, scalar.Value, scalar.Style, data) { IsBroken = isBroken };
    }

    // The event begins at the anchor or tag; the node begins where the text does.
    private static int SkipProperties(Scalar scalar, string text, int start, int end)
    {
        if (scalar.Anchor.IsEmpty && scalar.Tag.IsEmpty)
        {
            return start;
        }

        while (start < end && (text[start] is '&' or '!' || char.IsWhiteSpace(text[start])))
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            while (start < end && !char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        return start;
    }
}
