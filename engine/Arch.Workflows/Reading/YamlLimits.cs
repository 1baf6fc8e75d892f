namespace Arch.Workflows.Reading;

/// <summary>What a file may hold, so that none can exhaust the reader or whoever walks what it read.</summary>
internal static class YamlLimits
{
    /// <summary>The most UTF-8 bytes of a file.</summary>
    public const int FileBytes = 512 * 1024;

    /// <summary>The deepest nesting of mappings and sequences, those behind aliases included.</summary>
    public const int Depth = 32;

    /// <summary>The most nodes of a file, aliases counted as what they stand for.</summary>
    public const int Nodes = 20_000;

    /// <summary>The most UTF-16 units of a scalar.</summary>
    public const int ScalarLength = 64 * 1024;
}
