using System.Globalization;
using System.Text.Json;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary>What a check of a store found, as commands report it.</summary>
internal static class CheckText
{
    // More are in the JSON.
    private const int MostListed = 50;

    /// <summary>Writes the members that programs read.</summary>
    public static void Write(Utf8JsonWriter writer, CheckReport check)
    {
        writer.WriteString("file", check.File);
        writer.WriteBoolean("sound", check.IsSound);
        writer.WriteNumber("schemaVersion", check.SchemaVersion);
        writer.WriteNumber("runs", check.Runs);
        writer.WriteNumber("records", check.Records);
        writer.WriteNumber("snapshots", check.Snapshots);
        writer.WriteNumber("largeValues", check.LargeValues);
        writer.WriteNumber("leftovers", check.Leftovers);
        writer.WriteStartArray("problems");
        foreach (var problem in check.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("part", problem.Part);
            writer.WriteString("runId", problem.RunId?.Value);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes it for people.</summary>
    public static async Task WriteTextAsync(TextWriter writer, CheckReport check)
    {
        await writer.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{check.File}: {check.Runs:N0} runs, {check.Records:N0} records, {check.Snapshots:N0} snapshots and {check.LargeValues:N0} large values checked."));
        if (check.Leftovers > 0)
        {
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{check.Leftovers:N0} rows are no longer needed; 'arch store compact' removes them."));
        }

        foreach (var problem in check.Problems.Take(MostListed))
        {
            await writer.WriteLineAsync($"  {problem}");
        }

        if (check.Problems.Count > MostListed)
        {
            await writer.WriteLineAsync($"  ... {check.Problems.Count - MostListed} more ('--output json' has them)");
        }

        await writer.WriteLineAsync(check.IsSound
            ? "Nothing is wrong."
            : $"{check.Problems.Count} problems. Restore the store from a backup with 'arch store restore FILE'.");
    }
}
