using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Process;

internal sealed record ProcessOutput
{
    [Description("The exit code; 128 and the number of a signal when one ended it.")]
    public required int ExitCode { get; init; }

    [Description("The standard output in the form that was asked for.")]
    public required JsonElement Stdout { get; init; }

    [Description("The standard error as text.")]
    public required string Stderr { get; init; }

    [Description("Whether something of either output was dropped because there was too much.")]
    public required bool Truncated { get; init; }

    [Description("How many milliseconds it ran.")]
    public required long DurationMs { get; init; }
}
