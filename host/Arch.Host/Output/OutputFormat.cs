namespace Arch.Host.Output;

/// <summary>How a command says its result.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: JSON alone on standard output, all else on standard error.</summary>
    Json,
}
