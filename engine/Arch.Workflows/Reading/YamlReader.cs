using System.Text;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using YamlDotNet.Core;

namespace Arch.Workflows.Reading;

/// <summary>Reads a file from the event stream, without recursion and within <see cref="YamlLimits"/>.</summary>
internal static class YamlReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The documents; none when the YAML cannot be read to its end.</returns>
    public static YamlFile Read(SourceText source, DiagnosticBag diagnostics)
    {
        var map = new SourceMap(source);
        if (!IsSmallEnough(map, diagnostics) || !ForbiddenCharacters.Check(map, diagnostics))
        {
            return new(map, []);
        }

        var builder = new YamlTreeBuilder(map, diagnostics);
        try
        {
            using var text = new StringReader(map.Text);
            var parser = new Parser(text);
            while (parser.MoveNext())
            {
                builder.Take(parser.Current ?? throw new YamlStopException());
            }
        }
        catch (YamlException exception)
        {
            diagnostics.Add(SyntaxErrors.Explain(map, builder, exception));
            return new(map, []);
        }
        catch (Exception exception) when (
            exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // The scanner gives up in these ways too, for example on a plain scalar that leaves its flow sequence by
            // indentation.
            diagnostics.Add(SyntaxErrors.Unfinished(map, builder));
            return new(map, []);
        }
        catch (YamlStopException)
        {
            return new(map, []);
        }

        return new(map, builder.Documents);
    }

    private static bool IsSmallEnough(SourceMap map, DiagnosticBag diagnostics)
    {
        if (map.Text.Length <= YamlLimits.FileBytes && Encoding.UTF8.GetByteCount(map.Text) <= YamlLimits.FileBytes)
        {
            return true;
        }

        diagnostics.Error(
            "ARCH0002",
            new(map.File, 0, 0),
            $"The file is larger than {YamlLimits.FileBytes / 1024} KiB.",
            "Split it into workflows that call each other, or move steps into actions.");
        return false;
    }
}
