namespace Arch.Engine.Memory;

/// <summary>A permit that is held or waited for.</summary>
internal sealed class Permit(StoredRun run, int activation, string key, int limit, DateTimeOffset since)
{
    public StoredRun Run { get; } = run;

    public int Activation { get; } = activation;

    public string Key { get; } = key;

    /// <summary>Gets how many may hold a permit of the key, as the one who asked says.</summary>
    public int Limit { get; } = limit;

    /// <summary>Gets or sets since when it is held or waited for.</summary>
    public DateTimeOffset Since { get; set; } = since;

    public bool IsGranted { get; set; }

    /// <summary>Gets whether a holder was told to make way for it.</summary>
    public bool IsReplacing { get; init; }
}
