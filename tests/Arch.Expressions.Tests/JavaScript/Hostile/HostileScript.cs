using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Arch.Expressions.Tests.JavaScript.Hostile;

/// <summary>A text written to hang, crash or exhaust the process.</summary>
public sealed record HostileScript(string Name, string Text)
{
    public static IReadOnlyList<HostileScript> Known { get; } = Read("scripts.json");

    public static IReadOnlyList<HostileScript> More { get; } = Read("more.json");

    public override string ToString() => Name;

    private static HostileScript[] Read(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("Hostile." + file, StringComparison.Ordinal)))!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(entry =>
            new HostileScript(
                entry.GetProperty("name").GetString()!, Generate(entry.GetProperty("script").GetString()!)))];
    }

    // Sources that are too long to keep in a file.
    private static string Generate(string text) => text switch
    {
        "BIGSRC" => string.Concat(Enumerable.Repeat("1+", 5_000_000)) + "1",
        "ARRAYS" => new string('[', 60_000) + new string(']', 60_000),
        "BINARY" => string.Concat(Enumerable.Repeat("1+", 30_000)) + "1",
        "MEMBERS" => "a" + string.Concat(Enumerable.Repeat(".a", 30_000)),
        "PARENS" => new string('(', 60_000) + "1" + new string(')', 60_000),
        "UNARY" => string.Concat(Enumerable.Repeat("- ", 30_000)) + "1",
        _ when text.StartsWith("MANY ", StringComparison.Ordinal) && text.Split(' ', 3) is [_, var count, var part] =>
            $"const t='a'.repeat(999999)+'b',o={{}},r=Array(5e4).fill(1);let s='a'.repeat(1e6),x;["
            + string.Join(',', Enumerable.Repeat($"({part})", int.Parse(count, CultureInfo.InvariantCulture))) + "].length",
        _ => text,
    };
}
