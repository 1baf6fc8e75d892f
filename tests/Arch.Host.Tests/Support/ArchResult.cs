using System.Text.Json;

namespace Arch.Host.Tests.Support;

/// <summary>What the program said and how it ended.</summary>
internal sealed record ArchResult(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output, new JsonDocumentOptions { MaxDepth = 300 }).RootElement;

    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
}
