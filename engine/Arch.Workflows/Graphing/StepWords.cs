using Arch.Expressions.Templates;
using Arch.Workflows.Compiling;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Graphing;

/// <summary>Says in a line or two what a step does.</summary>
internal static class StepWords
{
    private const int MostCharacters = 44;

    public static IEnumerable<string> Of(YamlMapping step, YamlEntry? verb)
    {
        if (Scalars.Text(step.Find("name")?.Value) is { } name)
        {
            yield return Cut(name);
        }

        if (verb is not null && Does(step, verb) is { Length: > 0 } does)
        {
            yield return Cut(does);
        }

        if (Scalars.Flag(step.Find("disabled")?.Value))
        {
            yield return "disabled";
        }

        if (step.Find("when") is { } when)
        {
            yield return $"when {Short(when.Value)}";
        }

        if (step.Find("compensate")?.Value is YamlSequence undo)
        {
            yield return Cut($"undone by {string.Join(", ", undo.Items.OfType<YamlMapping>().Select(one => Short(one.Find("id")?.Value)))}");
        }
    }

    /// <summary>Gives a scalar in a line, its beginning when it is long; without <c>${{ }}</c> when it is wholly in it.</summary>
    public static string Short(YamlNode? node)
    {
        if (node is not YamlScalar scalar)
        {
            return "…";
        }

        var scan = TemplateSyntax.Scan(scalar.Text);
        return Cut(scan is { Problem: null, IsWhole: true } ? scan.Parts[0].Text : scalar.Text);
    }

    private static string Does(YamlMapping step, YamlEntry verb) => verb.Name switch
    {
        "uses" => Short(verb.Value),
        "call" => Scalars.Text(step.Find("mode")?.Value) == "detach" ? $"starts {Short(verb.Value)}" : $"calls {Short(verb.Value)}",
        "agent" => $"asks {Short(verb.Value)}",
        "run" => $"runs {Scalars.Text(step.Find("shell")?.Value) ?? "bash"}",
        "script" => "script",
        "set" => $"sets {string.Join(", ", ((verb.Value as YamlMapping)?.Entries ?? []).Select(entry => entry.Name))}",
        "wait" => $"waits {Wait(verb.Value)}",
        "human" => Short((verb.Value as YamlMapping)?.Find("title")?.Value),
        "emit" => $"emits {Short(verb.Value)}",
        "return" => Names("returns", verb.Value),
        "fail" => $"fails with {((verb.Value as YamlMapping)?.Find("code") is { } code ? Short(code.Value) : "failed")}",
        "switch" => Short(verb.Value),
        "for" => Loop(verb.Value as YamlMapping),
        "repeat" => Repeat(verb.Value as YamlMapping),
        "parallel" => $"joins {Scalars.Text(step.Find("join")?.Value) ?? "all"}",
        "try" => Scalars.Flag(step.Find("rollback")?.Value) ? "rolls back" : "",
        _ => "",
    };

    private static string Names(string verb, YamlNode outputs) =>
        outputs is YamlMapping { Entries.Length: > 0 } mapping ? $"{verb} {string.Join(", ", mapping.Entries.Select(entry => entry.Name))}" : verb;

    private static string Wait(YamlNode? node) => (node as YamlMapping)?.Entries.FirstOrDefault(entry => entry.Name is "for" or "until" or "event" or "signal" or "any" or "all") switch
    {
        { Name: "any" or "all" } combined =>
            $"for {combined.Name} of {string.Join(", ", ((combined.Value as YamlSequence)?.Items ?? []).Select(part => Wait(part).Replace("for ", "", StringComparison.Ordinal)))}",
        { Name: "for" } time => $"for {Short(time.Value)}",
        { Name: "until" } moment => $"until {Short(moment.Value)}",
        { } message => $"for {message.Name} {Short(message.Value)}",
        null => "",
    };

    private static string Loop(YamlMapping? loop) =>
        loop is null ? "" : $"each {Scalars.Text(loop.Find("as")?.Value) ?? "item"} of {Short(loop.Find("each")?.Value)}";

    private static string Repeat(YamlMapping? repeat) =>
        repeat?.Entries.FirstOrDefault(entry => entry.Name is "while" or "until") is { } condition
            ? $"{condition.Name} {Short(condition.Value)}"
            : "";

    private static string Cut(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostCharacters ? line : line[..(MostCharacters - 1)].TrimEnd() + "…";
    }
}
