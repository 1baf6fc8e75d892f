using Arch.Expressions.Values;
using YamlDotNet.Core;

namespace Arch.Workflows.Reading;

/// <summary>A scalar.</summary>
/// <param name="Start">Where it begins, its quotes included.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">What it says, without quotes and escapes.</param>
/// <param name="Style">How it is written.</param>
/// <param name="Data">The value by YAML 1.2's core schema.</param>
internal sealed record YamlScalar(int Start, int End, string Text, ScalarStyle Style, Value Data) : YamlNode(Start, End)
{
    public override string Kind => Data.Kind switch
    {
        ValueKind.Null => "nothing",
        ValueKind.Boolean => $"{Text} (a boolean)",
        ValueKind.Number => $"{Text} (a number)",
        _ => $"\"{Shortened}\" (a string)",
    };

    public bool IsNull => Data.IsNullish;

    public bool IsString => Data.Kind == ValueKind.String;

    private string Shortened => Text.Length <= 60 ? Text : Text[..60] + "…";
}
