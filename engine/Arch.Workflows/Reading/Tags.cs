using Arch.Workflows.Diagnostics;
using YamlDotNet.Core.Events;

namespace Arch.Workflows.Reading;

/// <summary>Refuses tags: a value's type comes from the declaration of its key, never from the file.</summary>
internal static class Tags
{
    /// <summary>Reports a tag if there is one that Arch does not allow.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Refuse(NodeEvent node, SourceMap map, DiagnosticBag diagnostics)
    {
        if (node.Tag.IsEmpty || IsCore(node))
        {
            return false;
        }

        var start = map.Text.IndexOf('!', Math.Min((int)node.Start.Index, map.Text.Length));
        diagnostics.Add(Report(map, start < 0 ? (int)node.Start.Index : start));
        return true;
    }

    public static Diagnostic Report(SourceMap map, int start)
    {
        var end = start;
        while (end < map.Text.Length && !char.IsWhiteSpace(map.Text[end]) && map.Text[end] is not (',' or '}' or ']'))
        {
            end++;
        }

        return new(
            "ARCH0003",
            DiagnosticSeverity.Error,
            map.Place(start, end),
            $"A value that begins with '!' is a YAML tag ('{map.Text[start..end]}'), and Arch allows none.",
            "If it is an expression, wrap it in ${{ }}; if it is text, put it in quotes.");
    }

    private static bool IsCore(NodeEvent node)
    {
        var tag = node.Tag.IsNonSpecific ? "!" : node.Tag.Value;
        return node switch
        {
            Scalar => tag == "tag:yaml.org,2002:str",
            MappingStart => tag == "tag:yaml.org,2002:map",
            _ => tag == "tag:yaml.org,2002:seq",
        };
    }
}
