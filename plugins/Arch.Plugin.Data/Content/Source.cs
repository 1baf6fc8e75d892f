using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Content;

/// <summary>Where a step takes its data from: a text of the workflow, or a file.</summary>
internal static class Source
{
    /// <summary>Fails unless exactly one of some inputs is given.</summary>
    public static void ExactlyOne(params ReadOnlySpan<(string Name, object? Value)> inputs)
    {
        var given = 0;
        var names = new List<string>(inputs.Length);
        foreach (var (name, value) in inputs)
        {
            given += value is null ? 0 : 1;
            names.Add($"'{name}'");
        }

        if (given != 1)
        {
            throw new StepException(
                Codes.InvalidInput, $"Give exactly one of the inputs {string.Join(", ", names)}; {(given == 0 ? "none of them is" : $"{given} of them are")} given.");
        }
    }

    /// <summary>Opens the data for reading as text, part by part.</summary>
    public static TextReader OpenText(string? text, string? file, StepContext context)
    {
        ExactlyOne(("text", text), ("file", file));
        return text is not null ? new StringReader(text) : new StreamReader(context.Files.OpenRead(file!));
    }

    /// <summary>Reads the data as a whole.</summary>
    public static async Task<string> ReadTextAsync(
        string? text, string? file, StepContext context, CancellationToken cancellationToken)
    {
        ExactlyOne(("text", text), ("file", file));
        return text ?? await context.Files.ReadTextAsync(file!, Limits.Bytes, null, cancellationToken).ConfigureAwait(false);
    }
}
