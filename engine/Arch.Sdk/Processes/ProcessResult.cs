namespace Arch.Sdk.Processes;

/// <summary>How a program ended.</summary>
public sealed record ProcessResult
{
    /// <summary>Gets its exit code; 128 and the number of a signal when one ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets its standard output, read as UTF-8.</summary>
    public required string Output { get; init; }

    /// <summary>Gets its standard error, read as UTF-8.</summary>
    public required string Error { get; init; }

    /// <summary>Gets whether something of either output was dropped because there was too much.</summary>
    public bool IsTruncated { get; init; }
}
