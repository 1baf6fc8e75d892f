namespace Arch.Sdk.Processes;

/// <summary>A program to start, and what it is given.</summary>
public sealed record ProcessRequest
{
    /// <summary>Gets the program: a name that is looked up in the search path of the host, or a full path.</summary>
    public required string Program { get; init; }

    /// <summary>Gets its arguments. Each arrives as it is; no shell looks at them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Gets its environment, besides <c>PATH</c>, <c>HOME</c> and <c>LANG</c>, which it always has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the folder that it begins in, as the workflow wrote it; <see langword="null"/>: the run's working folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets what it reads from its standard input; empty unless set.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Gets the most bytes that are kept of each of its two outputs; what comes after is dropped.</summary>
    /// <value>1 MiB unless set.</value>
    public int MaxOutput { get; init; } = 1024 * 1024;

    /// <summary>Gets who hears of each line while the program runs; the flag says whether it is of the standard error.</summary>
    public Action<string, bool>? OnLine { get; init; }
}
