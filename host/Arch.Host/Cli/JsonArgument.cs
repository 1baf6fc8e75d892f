using System.Text.Json;
using Arch.Expressions.Values;
using Arch.Host.Projects;

namespace Arch.Host.Cli;

/// <summary>Data on the command line.</summary>
internal static class JsonArgument
{
    /// <summary>Reads data.</summary>
    /// <param name="option">The option that it was given with, for messages.</param>
    /// <param name="text">JSON, <c>@file</c> for a file of it or <c>@-</c> for standard input; <see langword="null"/> for nothing.</param>
    /// <returns>The data; undefined for nothing.</returns>
    /// <exception cref="UsageException">ARCH6004: the file cannot be read. ARCH6012: it is not JSON.</exception>
    public static Value Read(string option, string? text)
    {
        if (text is null)
        {
            return Value.Undefined;
        }

        var json = text switch
        {
            "@-" => Console.In.ReadToEnd(),
            ['@', .. var file] => Project.ReadSource(file).Text,
            _ => text,
        };
        try
        {
            return ValueJson.Parse(json);
        }
        catch (JsonException e)
        {
            throw new UsageException(
                "ARCH6012",
                $"What '{option}' gives is not JSON: {e.Message} Text needs quotes of its own: {option} '\"text\"'.",
                e);
        }
    }
}
