namespace CrashHost.Load;

/// <summary>What a client knows of one start.</summary>
internal sealed class LedgerEntry(string kind, string key)
{
    public string Kind => kind;

    public string Key => key;

    /// <summary>Gets or sets how often the start was sent, with the same key.</summary>
    public int Sendings { get; set; }

    /// <summary>Gets or sets the run, once the start was acknowledged.</summary>
    public string? RunId { get; set; }

    /// <summary>Gets how often each signal was sent.</summary>
    public Dictionary<string, int> SentSignals { get; } = new(StringComparer.Ordinal);

    public HashSet<string> AckedSignals { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the status at the end, once it was seen.</summary>
    public string? End { get; set; }
}
