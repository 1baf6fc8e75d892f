using Arch.Sdk;

namespace Arch.Plugin.Nats.Messages;

/// <summary>Checks subjects and names before they become part of the protocol.</summary>
internal static class Subject
{
    private const int MostCharacters = 512;

    /// <exception cref="StepException">nats_input: nothing can be sent to it.</exception>
    public static string Check(string subject) =>
        subject.Length is > 0 and <= MostCharacters
            && !subject.Any(character => character <= ' ' || character is '*' or '>' or '\u007f')
            && subject.Split('.').All(part => part.Length > 0)
                ? subject
                : throw NatsFailures.Input(
                    $"The subject '{Shorten(subject)}' is none to send to: 1 to {MostCharacters} characters, parts between full stops, no space and no wildcard.");

    /// <exception cref="StepException">nats_input: it is no name of a stream, consumer or bucket.</exception>
    public static string CheckName(string name, string input) =>
        name.Length is > 0 and <= 255 && !name.Any(character => character <= ' ' || character is '.' or '*' or '>' or '/' or '\\' or '\u007f')
            ? name
            : throw NatsFailures.Input($"The {input} '{Shorten(name)}' is no name: 1 to 255 characters without spaces, '.', '*', '>' and slashes.");

    private static string Shorten(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
